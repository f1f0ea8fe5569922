package io.promptyard.bench.load;

import java.time.Duration;

/**
 * A schedule that does not wait for answers: call {@code n} is due {@code n / rate} seconds after the start, however
 * late the answers before it are.
 */
public record OpenLoop(double rate, int calls) {
    private static final double NANOS = 1e9;

    public OpenLoop {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("rate: must be positive (got " + rate + ")");
        }
        if (calls < 1) {
            throw new IllegalArgumentException("calls: must be at least 1 (got " + calls + ")");
        }
    }

    /** As many calls as fit into {@code duration}, one at least. */
    public static OpenLoop during(double rate, Duration duration) {
        return new OpenLoop(rate, (int) Math.max(1, Math.round(rate * duration.toNanos() / NANOS)));
    }

    /** Nanoseconds after the start. */
    public long dueNanos(int call) {
        return Math.round(call * NANOS / rate);
    }
}
