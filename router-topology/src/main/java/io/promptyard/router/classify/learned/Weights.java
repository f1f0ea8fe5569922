package io.promptyard.router.classify.learned;

/**
 * A weight for each feature and column: bytes, and one scale for each feature. Sums need one multiplication a weight and
 * touch one short run of memory a feature. Immutable by convention: whoever makes one gives its arrays away.
 *
 * @param columns weights of one row
 * @param scales one for each row: what one unit of its bytes is worth
 * @param importance one for each row: inverse document frequency, the value of the feature where it stands
 * @param cells {@code rows * columns}
 * @param seen one for each row: bit {@code b} says that the rows of the model's {@code b}th quality block had the feature
 * @param dense {@code Dense.SIZE * columns}: for the numbers of a prompt's shape
 */
record Weights(int columns, float[] scales, float[] importance, byte[] cells, short[] seen, float[] dense) {
    Weights {
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
    }

    /** Adds {@code value} times the row's weights to {@code sums}. */
    void add(int row, float value, float[] sums) {
        float scaled = value * scales[row];
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
