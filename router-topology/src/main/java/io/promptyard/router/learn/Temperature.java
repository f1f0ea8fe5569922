package io.promptyard.router.learn;

import java.util.List;

/** How sharply scores of several labels are to be told apart: what makes the shares right of rows that were not shown. */
record Temperature(double value) {
    private static final double GENTLEST = 0.5;
    private static final double STEP = 1.15;
    private static final int STEPS = 32;
    private static final double LEAST_SHARE = 1e-9;

    /**
     * By the greatest likelihood of the labels.
     *
     * @param said by label, then by row, of rows that were not shown
     * @param rows by label; all of the same rows
     */
    static Temperature find(double[][] said, List<HeadRows> rows) {
        Temperature best = new Temperature(GENTLEST);
        double most = Double.NEGATIVE_INFINITY;
        double value = GENTLEST;
        for (int step = 0; step < STEPS; step++, value *= STEP) {
            Temperature each = new Temperature(value);
            double likelihood = each.likelihood(said, rows);
            if (likelihood > most) {
                most = likelihood;
                best = each;
            }
        }
        return best;
    }

    private double likelihood(double[][] said, List<HeadRows> rows) {
        double sum = 0;
        for (int at = 0; at < said[0].length; at++) {
            double[] shares = shares(said, at);
            for (int head = 0; head < shares.length; head++) {
                if (rows.get(head).labels()[at] > 0) {
                    sum += rows.get(head).weights()[at] * Math.log(Math.max(LEAST_SHARE, shares[head]));
                }
            }
        }
        return sum;
    }

    /** The softmax over heads of what they say of one row. */
    double[] shares(double[][] said, int row) {
        double most = Double.NEGATIVE_INFINITY;
        for (double[] head : said) {
            most = Math.max(most, head[row]);
        }
        double[] shares = new double[said.length];
        double total = 0;
        for (int head = 0; head < said.length; head++) {
            shares[head] = Math.exp(value * (said[head][row] - most));
            total += shares[head];
        }
        for (int head = 0; head < said.length; head++) {
            shares[head] /= total;
        }
        return shares;
    }
}
