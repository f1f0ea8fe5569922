package io.promptyard.router.classify.learned;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Puts a model together out of columns of weights as a regression leaves them: drops features that say little, rounds
 * what is left to bytes. Not thread-safe.
 */
public final class ModelAssembly {
    private static final int LARGEST = 127;
    private static final int MOST_BITS = 16;

    private final long[] features;
    private final float[] importance;
    private final float unknown;
    private final float[] means;
    private final float[] deviations;
    private final Prior prior;
    private final short[] seen;
    private final List<Block> blocks = new ArrayList<>();
    private final List<float[]> columns = new ArrayList<>();

    /**
     * @param features hashes, by row
     * @param importance of each of them
     * @param unknown the importance of any other feature
     * @param means of the shape's numbers among the prompts that were learnt from
     * @param deviations the same
     * @param prior what is said of difficulty where nothing was learnt
     */
    public ModelAssembly(
            long[] features, float[] importance, float unknown, float[] means, float[] deviations, Prior prior) {
        this.features = features.clone();
        this.importance = importance.clone();
        this.unknown = unknown;
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.prior = prior;
        this.seen = new short[features.length];
    }

    /** One column for each head of the block: a weight for each feature, then one for each of {@link Dense}'s numbers. */
    public ModelAssembly add(Block block, List<float[]> weights) {
        if (weights.size() != block.heads().size()
                || weights.stream().anyMatch(column -> column.length != features.length + Dense.SIZE)) {
            throw new IllegalArgumentException("block " + block.name() + ": a column of "
                    + (features.length + Dense.SIZE) + " weights for each head");
        }
        blocks.add(block);
        columns.addAll(weights);
        return this;
    }

    /** The same, of models: {@code had} says which features its rows had. */
    public ModelAssembly add(Block block, List<float[]> weights, BitSet had) {
        long before = blocks.stream()
                .filter(each -> each.kind() == Block.Kind.QUALITY)
                .count();
        int bit = 1 << Math.min(before, MOST_BITS - 1);
        had.stream().forEach(row -> seen[row] |= (short) bit);
        return add(block, weights);
    }

    /** @param most so many features at the most: those that weigh most where they stand */
    public RoutingModel build(int most) {
        int[] kept = kept(most);
        float[] dense = new float[Dense.SIZE * columns.size()];
        for (int number = 0; number < Dense.SIZE; number++) {
            for (int column = 0; column < columns.size(); column++) {
                dense[number * columns.size() + column] = columns.get(column)[features.length + number];
            }
        }
        long[] hashes = new long[kept.length];
        float[] worth = new float[kept.length];
        float[] scales = new float[kept.length];
        short[] had = new short[kept.length];
        byte[] cells = new byte[kept.length * columns.size()];
        for (int row = 0; row < kept.length; row++) {
            hashes[row] = features[kept[row]];
            had[row] = seen[kept[row]];
            worth[row] = importance[kept[row]];
            scales[row] = largest(kept[row]) / LARGEST;
            for (int column = 0; column < columns.size() && scales[row] > 0; column++) {
                cells[row * columns.size() + column] = (byte) Math.round(columns.get(column)[kept[row]] / scales[row]);
            }
        }
        Weights weights = new Weights(columns.size(), scales, worth, cells, had, dense);
        return ModelFile.named(new RoutingModel(
                Vocabulary.of(hashes), weights, means, deviations, unknown, prior, blocks, null, "draft"));
    }

    private int[] kept(int most) {
        double[] worth = new double[features.length];
        for (int row = 0; row < features.length; row++) {
            worth[row] = (double) largest(row) * importance[row];
        }
        double[] sorted = worth.clone();
        java.util.Arrays.sort(sorted);
        double least = features.length <= most ? -1 : sorted[features.length - most];
        // Many say nothing, and are as good as each other: what says something must not make room for them.
        int better = (int)
                java.util.Arrays.stream(worth).filter(each -> each > least).count();
        boolean[] kept = new boolean[features.length];
        int even = most - better;
        for (int row = 0; row < features.length; row++) {
            kept[row] = worth[row] > least || worth[row] == least && even-- > 0;
        }
        return java.util.stream.IntStream.range(0, features.length)
                .filter(row -> kept[row])
                .toArray();
    }

    private float largest(int row) {
        float largest = 0;
        for (float[] column : columns) {
            largest = Math.max(largest, Math.abs(column[row]));
        }
        return largest;
    }
}
