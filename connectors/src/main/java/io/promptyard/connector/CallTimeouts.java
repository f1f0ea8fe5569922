package io.promptyard.connector;

import java.time.Duration;

/**
 * The four time limits of a call, all finite: to connect, to the first content of a stream, between two pieces of a reply,
 * and in all. A plain reply begins when it is written to its end, so nothing but the total bounds its beginning.
 */
public record CallTimeouts(Duration connect, Duration firstToken, Duration idle, Duration total) {
    public static final CallTimeouts DEFAULTS = new CallTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(120));

    public CallTimeouts {
        positive(connect, "connect");
        positive(firstToken, "first-token");
        positive(idle, "idle");
        positive(total, "total");
    }

    private static void positive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": must be positive (got " + value + ")");
        }
    }
}
