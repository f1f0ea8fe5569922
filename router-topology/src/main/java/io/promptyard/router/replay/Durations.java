package io.promptyard.router.replay;

import io.promptyard.router.replay.report.Quantiles;
import java.util.Arrays;

/**
 * How long things took, in milliseconds, in buckets that are each 2 % wider than the one before: quantiles are within 1 % of
 * the truth, in memory that does not grow. Not thread-safe.
 */
final class Durations {
    private static final double WIDER = Math.log(1.02);
    private static final int BUCKETS = 1_200; // to more than a year

    private long[] counts = new long[0];
    private long count;

    void add(double millis) {
        int bucket = millis < 1 ? 0 : (int) Math.min(BUCKETS - 1, 1 + Math.floor(Math.log(millis) / WIDER));
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(BUCKETS, bucket + 64));
        }
        counts[bucket]++;
        count++;
    }

    Quantiles quantiles() {
        return count == 0 ? Quantiles.NONE : new Quantiles(count, at(0.5), at(0.9), at(0.95), at(0.99));
    }

    /** The middle of the bucket that holds it. */
    private double at(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        int bucket = 0;
        for (long passed = counts[0]; passed < rank; passed += counts[bucket]) {
            bucket++;
        }
        return bucket == 0 ? 0.5 : Math.rint(10 * Math.exp((bucket - 0.5) * WIDER)) / 10;
    }
}
