package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Forest;
import java.util.Arrays;

/**
 * A tree that grows by one question at a time, asked of all its leaves at once: the one that explains most of what is left,
 * added up over leaves and heads. A leaf's value is the mean of its rows, drawn to 0 as if by {@value #DOUBT} rows of 0.
 */
final class SymmetricTree {
    private static final int LEAST_ROWS = 50;
    private static final double DOUBT = 20;

    private final Bins bins;
    private final double[][] targets;
    private final double[] weights;
    private final int[] rows;
    private final int[] leaves;
    private final int[] questions = new int[Forest.DEPTH];
    private final int[] steps = new int[Forest.DEPTH];
    private int depth;
    private double gain;

    /**
     * @param targets by head, then by row; NaN where not known
     * @param rows that it grows from
     */
    SymmetricTree(Bins bins, double[][] targets, double[] weights, int[] rows) {
        this.bins = bins;
        this.targets = targets;
        this.weights = weights;
        this.rows = rows;
        this.leaves = new int[rows.length];
    }

    /** Answers whether there was anything to ask. */
    boolean grow(int[] inputs) {
        for (int level = 0; level < Forest.DEPTH; level++) {
            gain = 0;
            for (int input : inputs) {
                look(input);
            }
            if (gain == 0) {
                break;
            }
            for (int at = 0; at < rows.length; at++) {
                leaves[at] |= bins.step(questions[depth], rows[at]) > steps[depth] ? 1 << depth : 0;
            }
            depth++;
        }
        return depth > 0;
    }

    /** What is explained by each step of one input, were it the next question. */
    private void look(int input) {
        int count = bins.steps(input);
        int size = 1 << depth;
        double[] explained = new double[count];
        int[] below = counts(input, count);
        for (double[] target : targets) {
            double[] sums = new double[size * count];
            double[] totals = new double[size * count];
            for (int at = 0; at < rows.length; at++) {
                int row = rows[at];
                if (!Double.isNaN(target[row])) {
                    int cell = leaves[at] * count + bins.step(input, row);
                    sums[cell] += weights[row] * target[row];
                    totals[cell] += weights[row];
                }
            }
            for (int leaf = 0; leaf < size; leaf++) {
                explain(sums, totals, leaf * count, count, explained);
            }
        }
        for (int step = 0; step < count - 1; step++) {
            boolean enough = below[step] >= LEAST_ROWS && rows.length - below[step] >= LEAST_ROWS;
            if (enough && explained[step] > gain) {
                gain = explained[step];
                questions[depth] = input;
                steps[depth] = step;
            }
        }
    }

    private int[] counts(int input, int count) {
        int[] below = new int[count];
        for (int row : rows) {
            below[bins.step(input, row)]++;
        }
        Arrays.parallelPrefix(below, Integer::sum);
        return below;
    }

    private static void explain(double[] sums, double[] totals, int from, int count, double[] explained) {
        double sum = 0;
        double total = 0;
        for (int step = 0; step < count; step++) {
            sum += sums[from + step];
            total += totals[from + step];
        }
        double left = 0;
        double leftTotal = 0;
        for (int step = 0; step < count - 1; step++) {
            left += sums[from + step];
            leftTotal += totals[from + step];
            explained[step] += square(left, leftTotal) + square(sum - left, total - leftTotal) - square(sum, total);
        }
    }

    private static double square(double sum, double total) {
        return sum * sum / (total + DOUBT);
    }

    /** By leaf, then by head, times {@code rate}. */
    double[][] values(double rate) {
        double[][] values = new double[Forest.LEAVES][targets.length];
        for (int head = 0; head < targets.length; head++) {
            double[] totals = new double[Forest.LEAVES];
            for (int at = 0; at < rows.length; at++) {
                int row = rows[at];
                if (!Double.isNaN(targets[head][row])) {
                    values[leaves[at]][head] += weights[row] * targets[head][row];
                    totals[leaves[at]] += weights[row];
                }
            }
            for (int leaf = 0; leaf < totals.length; leaf++) {
                values[leaf][head] *= rate / (totals[leaf] + DOUBT);
            }
        }
        return values;
    }

    int leaf(int row) {
        int leaf = 0;
        for (int question = 0; question < depth; question++) {
            leaf |= bins.step(questions[question], row) > steps[question] ? 1 << question : 0;
        }
        return leaf;
    }

    /** The input of a question; the first input where there is none. */
    byte input(int question) {
        return question < depth ? (byte) questions[question] : 0;
    }

    /** What the input of a question must exceed; infinity where there is none. */
    float threshold(int question) {
        return question < depth ? bins.edge(questions[question], steps[question]) : Float.POSITIVE_INFINITY;
    }
}
