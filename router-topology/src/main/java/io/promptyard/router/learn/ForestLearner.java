package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Grows trees by gradient boosting (Friedman, 2001) of squared error, each on a part of the rows and of the inputs, leaf by
 * leaf where it gains most (as LightGBM does, Ke et al., 2017). A tree is grown for all heads of a block at once: its splits
 * are those that serve them together, its leaves hold a value for each. Several forests on different parts are averaged.
 * Deterministic.
 */
final class ForestLearner {
    private static final int FORESTS = 2;
    private static final int TREES = 60;
    static final int LEAVES = 6;
    private static final double RATE = 0.04;
    private static final double ROWS = 0.7;
    private static final double INPUTS = 0.5;

    private final Bins bins;
    private final double[][] residuals;
    private final boolean[][] known;
    private final double[] weights;

    /**
     * @param bins of the inputs
     * @param residuals by head, then by row: what is to be learnt; NaN where it is not known
     * @param weights by row
     */
    ForestLearner(Bins bins, double[][] residuals, double[] weights) {
        this.bins = bins;
        this.residuals = residuals;
        this.weights = weights;
        known = new boolean[residuals.length][weights.length];
        for (int head = 0; head < known.length; head++) {
            for (int row = 0; row < weights.length; row++) {
                known[head][row] = !Double.isNaN(residuals[head][row]);
            }
        }
    }

    Forest grow(long seed) {
        ForestBuilder forest = new ForestBuilder(residuals.length);
        for (int which = 0; which < FORESTS; which++) {
            SplittableRandom random = new SplittableRandom(seed * FORESTS + which);
            double[][] left = new double[residuals.length][];
            for (int head = 0; head < left.length; head++) {
                left[head] = residuals[head].clone();
            }
            for (int tree = 0; tree < TREES; tree++) {
                grow(forest, left, random);
            }
        }
        return forest.build();
    }

    private void grow(ForestBuilder forest, double[][] left, SplittableRandom random) {
        int[] drawn = drawn(random);
        int[] inputs = inputs(random);
        List<TreeLeaf> leaves = new ArrayList<>(List.of(new TreeLeaf(this.bins, left, known, weights, drawn, inputs)));
        TreeShape shape = new TreeShape();
        while (leaves.size() < LEAVES) {
            int best = -1;
            for (int at = 0; at < leaves.size(); at++) {
                boolean better =
                        best < 0 || leaves.get(at).gain() > leaves.get(best).gain();
                best = leaves.get(at).gain() > 0 && better ? at : best;
            }
            if (best < 0) {
                break;
            }
            TreeLeaf parent = leaves.get(best);
            TreeLeaf[] children = parent.split();
            shape.split(best, leaves.size(), parent.input(), bins.edge(parent.input(), parent.step()), parent.step());
            leaves.set(best, children[0]);
            leaves.add(children[1]);
        }
        if (leaves.size() < 2) {
            return;
        }
        double[][] values = new double[leaves.size()][];
        for (int leaf = 0; leaf < values.length; leaf++) {
            values[leaf] = leaves.get(leaf).values(RATE);
        }
        forest.add(shape, values, 1.0 / FORESTS);
        for (int row = 0; row < weights.length; row++) {
            double[] value = values[shape.leaf(bins, row)];
            for (int head = 0; head < value.length; head++) {
                left[head][row] -= value[head];
            }
        }
    }

    private int[] drawn(SplittableRandom random) {
        int[] drawn = new int[weights.length];
        int size = 0;
        for (int row = 0; row < drawn.length; row++) {
            if (random.nextDouble() < ROWS) {
                drawn[size++] = row;
            }
        }
        return java.util.Arrays.copyOf(drawn, size);
    }

    private int[] inputs(SplittableRandom random) {
        int[] all = new int[bins.inputs()];
        for (int input = 0; input < all.length; input++) {
            int other = random.nextInt(input + 1);
            all[input] = all[other];
            all[other] = input;
        }
        return java.util.Arrays.copyOf(all, Math.max(1, (int) (all.length * INPUTS)));
    }
}
