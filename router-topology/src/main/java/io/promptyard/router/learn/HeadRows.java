package io.promptyard.router.learn;

import java.util.ArrayList;
import java.util.List;

/** The rows that say something of one head: which, what, and with what weight. */
record HeadRows(int[] which, double[] labels, double[] weights) {

    int size() {
        return which.length;
    }

    double mean() {
        double sum = 0;
        double total = 0;
        for (int at = 0; at < labels.length; at++) {
            sum += weights[at] * labels[at];
            total += weights[at];
        }
        return total == 0 ? 0 : sum / total;
    }

    double total() {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return total;
    }

    /** The labels less {@code intercept}. */
    double[] centred(double intercept) {
        double[] centred = labels.clone();
        for (int at = 0; at < centred.length; at++) {
            centred[at] -= intercept;
        }
        return centred;
    }

    /** Those that are, or are not, of one of {@code folds} parts; a row is always of the same. */
    HeadRows fold(int fold, int folds, boolean inside) {
        Builder kept = new Builder();
        for (int at = 0; at < which.length; at++) {
            if ((which[at] % folds == fold) == inside) {
                kept.add(which[at], labels[at], weights[at]);
            }
        }
        return kept.build();
    }

    /** Gathers rows in order. */
    static final class Builder {
        private final List<Integer> which = new ArrayList<>();
        private final List<Double> labels = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        Builder add(int row, double label, double weight) {
            which.add(row);
            labels.add(label);
            weights.add(weight);
            return this;
        }

        HeadRows build() {
            return new HeadRows(
                    which.stream().mapToInt(Integer::intValue).toArray(),
                    labels.stream().mapToDouble(Double::doubleValue).toArray(),
                    weights.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
