package io.promptyard.router.replay.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums by cell and bucket. Clusters are dealt to {@link #BUCKETS} buckets by their hash: leaving out one bucket at a time is what
 * intervals are made of, and every fifth bucket is a fold of the cross-fitting. So memory does not grow with prompts.
 */
final class Tally {
    static final int BUCKETS = 64;
    static final int FOLDS = 5;

    private final int width;
    private final List<double[][]> cells = new ArrayList<>();
    private final boolean[] met = new boolean[BUCKETS];

    Tally(int width) {
        this.width = width;
    }

    static int bucket(String cluster) {
        return IdHash.of(cluster) >>> 26;
    }

    /** The sums of a cell in a bucket, to be added to. */
    double[] row(int cell, int bucket) {
        while (cells.size() <= cell) {
            cells.add(new double[BUCKETS][]);
        }
        double[][] buckets = cells.get(cell);
        if (buckets[bucket] == null) {
            buckets[bucket] = new double[width];
        }
        met[bucket] = true;
        return buckets[bucket];
    }

    boolean met(int bucket) {
        return met[bucket];
    }

    /** Whether anything was ever added to a cell. */
    boolean holds(int cell) {
        if (cell < cells.size()) {
            for (double[] row : cells.get(cell)) {
                if (row != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By place among the wanted cells, fold and place in a row. */
    double[][][] byFold(int[] wanted) {
        double[][][] folds = new double[wanted.length][FOLDS][width];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            move(bucket, 1, folds, wanted);
        }
        return folds;
    }

    /** Adds what a bucket holds of the wanted cells, times {@code sign}, to sums by their places and fold. */
    void move(int bucket, double sign, double[][][] folds, int[] wanted) {
        for (int place = 0; place < wanted.length; place++) {
            double[] row = wanted[place] < cells.size() ? cells.get(wanted[place])[bucket] : null;
            if (row != null) {
                double[] to = folds[place][bucket % FOLDS];
                for (int at = 0; at < width; at++) {
                    to[at] += sign * row[at];
                }
            }
        }
    }
}
