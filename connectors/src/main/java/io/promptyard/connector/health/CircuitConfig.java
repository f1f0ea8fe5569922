package io.promptyard.connector.health;

import java.time.Duration;

/**
 * When a target's circuit opens: at least {@code minCalls} calls within {@code window} of which {@code failureRatio} failed. It stays open for
 * {@code open}, twice as long after each probe that failed, at most {@code maxOpen}; then {@code probes} calls at a time are let through, and it closes
 * when as many answered.
 */
public record CircuitConfig(
        boolean enabled,
        Duration window,
        int minCalls,
        double failureRatio,
        Duration open,
        Duration maxOpen,
        int probes) {
    public static final CircuitConfig DEFAULTS =
            new CircuitConfig(true, Duration.ofMinutes(1), 20, 0.5, Duration.ofSeconds(15), Duration.ofMinutes(5), 3);

    public CircuitConfig {
        positive(window, "window");
        positive(open, "open");
        if (minCalls < 1) {
            throw new IllegalArgumentException("min-calls: must be at least 1 (got " + minCalls + ")");
        }
        if (!(failureRatio > 0 && failureRatio <= 1)) {
            throw new IllegalArgumentException(
                    "failure-ratio: must be above 0 and at most 1 (got " + failureRatio + ")");
        }
        if (maxOpen.compareTo(open) < 0) {
            throw new IllegalArgumentException("max-open: must be at least open (got " + maxOpen + ")");
        }
        if (probes < 1) {
            throw new IllegalArgumentException("probes: must be at least 1 (got " + probes + ")");
        }
    }

    private static void positive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": must be positive (got " + value + ")");
        }
    }
}
