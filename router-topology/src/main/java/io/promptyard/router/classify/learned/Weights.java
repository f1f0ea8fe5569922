package io.promptyard.router.classify.learned;

/**
 * A weight for each feature and column: bytes, and one scale for each feature. Sums need one multiplication a weight and
 * touch two short runs of memory a feature. Immutable by convention: whoever makes one gives its arrays away.
 */
final class Weights {
    /** Numbers beside each other in memory, for each row: scale, importance, and which blocks have seen it. */
    private static final int FACTS = 3;

    private static final int IMPORTANCE = 1;
    private static final int SEEN = 2;

    private final int columns;
    private final float[] facts;
    private final byte[] cells;
    private final float[] dense;

    /**
     * @param columns weights of one row
     * @param scales one for each row: what one unit of its bytes is worth
     * @param importance one for each row: inverse document frequency, the value of the feature where it stands
     * @param cells {@code rows * columns}
     * @param seen one for each row: bit {@code b} says that the rows of the model's {@code b}th quality block had the feature
     * @param dense {@code Dense.SIZE * columns}: for the numbers of a prompt's shape
     */
    Weights(int columns, float[] scales, float[] importance, byte[] cells, short[] seen, float[] dense) {
        if (cells.length != scales.length * columns
                || importance.length != scales.length
                || seen.length != scales.length) {
            throw new IllegalArgumentException("weights: " + scales.length + " rows of " + columns
                    + " columns must have as many cells (got " + cells.length + ")");
        }
        if (dense.length != Dense.SIZE * columns) {
            throw new IllegalArgumentException(
                    "weights: dense must have " + Dense.SIZE * columns + " values (got " + dense.length + ")");
        }
        this.columns = columns;
        this.cells = cells;
        this.dense = dense;
        facts = new float[FACTS * scales.length];
        for (int row = 0; row < scales.length; row++) {
            facts[FACTS * row] = scales[row];
            facts[FACTS * row + IMPORTANCE] = importance[row];
            facts[FACTS * row + SEEN] = seen[row] & 0xffff;
        }
    }

    int columns() {
        return columns;
    }

    int rows() {
        return facts.length / FACTS;
    }

    float scale(int row) {
        return facts[FACTS * row];
    }

    float importance(int row) {
        return facts[FACTS * row + IMPORTANCE];
    }

    int seen(int row) {
        return (int) facts[FACTS * row + SEEN];
    }

    byte[] cells() {
        return cells;
    }

    float[] dense() {
        return dense;
    }

    /** Adds {@code value} times the row's weights to {@code sums}. */
    void add(int row, float value, float[] sums) {
        float scaled = value * scale(row);
        int from = row * columns;
        for (int column = 0; column < columns; column++) {
            sums[column] += scaled * cells[from + column];
        }
    }

    /** The same for the dense number {@code index}. */
    void addDense(int index, float value, float[] sums) {
        int row = index * columns;
        for (int column = 0; column < columns; column++) {
            sums[column] += value * dense[row + column];
        }
    }
}
