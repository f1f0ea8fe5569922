package io.promptyard.standalone.demo;

import java.util.Collection;

/** Percentiles by the nearest rank: always a value that occurred. */
public record Percentiles(int count, long p50, long p95, long p99, long max) {

    static Percentiles of(Collection<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Percentiles(sorted.length, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), rank(sorted, 100));
    }

    private static long rank(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = Math.ceilDiv(sorted.length * percent, 100);
        return sorted[Math.max(1, rank) - 1];
    }
}
