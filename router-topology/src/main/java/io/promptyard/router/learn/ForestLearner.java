package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Grows trees by gradient boosting (Friedman, 2001) of squared error, each on a part of the rows and of the inputs. A tree is
 * grown for all heads of a block at once: its questions are those that serve them together, its leaves hold a value for
 * each. Several forests on different parts are averaged. Deterministic.
 */
final class ForestLearner {
    private static final int TREES = 60;
    private static final double RATE = 0.06;
    private static final double ROWS = 0.7;
    private static final double INPUTS = 0.5;

    private final Bins bins;
    private final double[][] residuals;
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
    }

    Forest grow(long seed) {
        List<SymmetricTree> trees = new ArrayList<>();
        List<double[][]> values = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        double[][] left = new double[residuals.length][];
        for (int head = 0; head < left.length; head++) {
            left[head] = residuals[head].clone();
        }
        for (int at = 0; at < TREES; at++) {
            SymmetricTree tree = new SymmetricTree(bins, left, weights, drawn(random));
            if (tree.grow(inputs(random))) {
                trees.add(tree);
                values.add(taken(tree, left));
            }
        }
        return forest(trees, values);
    }

    /** Takes what the tree says off what is left; answers what it says. */
    private static double[][] taken(SymmetricTree tree, double[][] left) {
        double[][] values = tree.values(RATE);
        for (int row = 0; row < left[0].length; row++) {
            double[] value = values[tree.leaf(row)];
            for (int head = 0; head < value.length; head++) {
                left[head][row] -= value[head];
            }
        }
        return values;
    }

    private Forest forest(List<SymmetricTree> trees, List<double[][]> values) {
        int heads = residuals.length;
        byte[] inputs = new byte[trees.size() * Forest.DEPTH];
        float[] thresholds = new float[inputs.length];
        float[] leaves = new float[trees.size() * Forest.LEAVES * heads];
        int to = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            for (int question = 0; question < Forest.DEPTH; question++) {
                inputs[tree * Forest.DEPTH + question] = trees.get(tree).input(question);
                thresholds[tree * Forest.DEPTH + question] = trees.get(tree).threshold(question);
            }
            for (double[] leaf : values.get(tree)) {
                for (double value : leaf) {
                    leaves[to++] = (float) value;
                }
            }
        }
        return new Forest(heads, inputs, thresholds, leaves);
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
