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

    /** The labels less {@code intercept}. */
    double[] centred(double intercept) {
        double[] centred = labels.clone();
        for (int at = 0; at < centred.length; at++) {
            centred[at] -= intercept;
        }
        return centred;
    }

    /** Other labels for the same rows. */
    HeadRows with(double[] others) {
        return new HeadRows(which, others, weights);
    }

    /** The same with rows numbered by their place in the block that they were taken from. */
    HeadRows at(BlockRows block, int head) {
        int[] places = new int[which.length];
        int size = 0;
        for (int at = 0; at < block.size(); at++) {
            if (!Double.isNaN(block.labels()[head][at])) {
                places[size++] = at;
            }
        }
        return new HeadRows(places, labels, weights);
    }

    /** Those that are, or are not, of one part. */
    HeadRows fold(Folds folds, int fold, boolean inside) {
        Builder kept = new Builder();
        for (int at = 0; at < which.length; at++) {
            if ((folds.of(which[at]) == fold) == inside) {
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
