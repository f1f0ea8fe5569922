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

    /** By cell, fold and place; {@code count} cells. */
    double[][][] byFold(int count) {
        double[][][] folds = new double[count][FOLDS][width];
        for (int cell = 0; cell < Math.min(count, cells.size()); cell++) {
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                move(cell, bucket, 1, folds);
            }
        }
        return folds;
    }

    /** Adds what a bucket holds, times {@code sign}, to sums by cell and fold. */
    void move(int bucket, double sign, double[][][] folds) {
        for (int cell = 0; cell < Math.min(folds.length, cells.size()); cell++) {
            move(cell, bucket, sign, folds);
        }
    }

    private void move(int cell, int bucket, double sign, double[][][] folds) {
        double[] row = cells.get(cell)[bucket];
        if (row != null) {
            double[] to = folds[cell][bucket % FOLDS];
            for (int at = 0; at < width; at++) {
                to[at] += sign * row[at];
            }
        }
    }
}
