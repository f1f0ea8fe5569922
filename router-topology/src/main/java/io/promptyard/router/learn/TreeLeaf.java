package io.promptyard.router.learn;

import java.util.Arrays;

/** The rows that have come to one leaf of a tree that grows, and where it is best split. */
final class TreeLeaf {
    private static final int LEAST_ROWS = 50;
    private static final double DOUBT = 20;

    private final Bins bins;
    private final double[][] targets;
    private final boolean[][] known;
    private final double[] weights;
    private final int[] rows;
    private final int[] inputs;
    private final double[] sums;
    private final double[] totals;
    private int input = -1;
    private int step;
    private double gain;

    TreeLeaf(Bins bins, double[][] targets, boolean[][] known, double[] weights, int[] rows, int[] inputs) {
        this.bins = bins;
        this.targets = targets;
        this.known = known;
        this.weights = weights;
        this.rows = rows;
        this.inputs = inputs;
        sums = new double[targets.length];
        totals = new double[targets.length];
        for (int head = 0; head < targets.length; head++) {
            for (int row : rows) {
                if (known[head][row]) {
                    sums[head] += weights[row] * targets[head][row];
                    totals[head] += weights[row];
                }
            }
        }
        if (rows.length >= 2 * LEAST_ROWS) {
            for (int each : inputs) {
                look(each);
            }
        }
    }

    /** How much a split explains; 0 where none does. */
    double gain() {
        return gain;
    }

    int input() {
        return input;
    }

    /** Rows up to this step go left. */
    int step() {
        return step;
    }

    /** The value for each head: the mean of its rows, drawn to 0 as if by {@value #DOUBT} rows of 0, times {@code rate}. */
    double[] values(double rate) {
        double[] values = new double[sums.length];
        for (int head = 0; head < values.length; head++) {
            values[head] = rate * sums[head] / (totals[head] + DOUBT);
        }
        return values;
    }

    TreeLeaf[] split() {
        int[] left = new int[rows.length];
        int[] right = new int[rows.length];
        int lefts = 0;
        int rights = 0;
        for (int row : rows) {
            if (bins.step(input, row) <= step) {
                left[lefts++] = row;
            } else {
                right[rights++] = row;
            }
        }
        return new TreeLeaf[] {
            new TreeLeaf(bins, targets, known, weights, Arrays.copyOf(left, lefts), inputs),
            new TreeLeaf(bins, targets, known, weights, Arrays.copyOf(right, rights), inputs)
        };
    }

    private void look(int candidate) {
        int steps = bins.steps(candidate);
        int heads = targets.length;
        double[] sum = new double[steps * heads];
        double[] total = new double[steps * heads];
        int[] counts = new int[steps];
        for (int row : rows) {
            int at = bins.step(candidate, row);
            counts[at]++;
            for (int head = 0; head < heads; head++) {
                if (known[head][row]) {
                    sum[at * heads + head] += weights[row] * targets[head][row];
                    total[at * heads + head] += weights[row];
                }
            }
        }
        double[] leftSum = new double[heads];
        double[] leftTotal = new double[heads];
        int left = 0;
        for (int at = 0; at < steps - 1; at++) {
            left += counts[at];
            for (int head = 0; head < heads; head++) {
                leftSum[head] += sum[at * heads + head];
                leftTotal[head] += total[at * heads + head];
            }
            if (left >= LEAST_ROWS && rows.length - left >= LEAST_ROWS) {
                consider(candidate, at, leftSum, leftTotal);
            }
        }
    }

    private void consider(int candidate, int at, double[] leftSum, double[] leftTotal) {
        double explained = 0;
        for (int head = 0; head < sums.length; head++) {
            explained += square(leftSum[head], leftTotal[head])
                    + square(sums[head] - leftSum[head], totals[head] - leftTotal[head])
                    - square(sums[head], totals[head]);
        }
        if (explained > gain) {
            gain = explained;
            input = candidate;
            step = at;
        }
    }

    private static double square(double sum, double total) {
        return sum * sum / (total + DOUBT);
    }
}
