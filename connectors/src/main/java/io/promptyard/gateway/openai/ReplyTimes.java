package io.promptyard.gateway.openai;

import java.time.Duration;

/**
 * The times of a reply: {@code deadline} for the router, {@code grace} that the gateway waits beyond it, {@code
 * chunkGrace} that a finished stream waits for chunks still on their way, {@code keepAlive} between comments on a stream
 * that is silent.
 */
public record ReplyTimes(Duration deadline, Duration grace, Duration chunkGrace, Duration keepAlive) {
    public ReplyTimes {
        positive(deadline, "deadline");
        positive(grace, "grace");
        positive(chunkGrace, "chunk-grace");
        positive(keepAlive, "keep-alive");
    }

    /** Ten minutes, five seconds, two seconds, fifteen seconds. */
    public static ReplyTimes standard() {
        return new ReplyTimes(
                Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(15));
    }

    private static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("gateway." + name + ": must be positive (got " + value + ")");
        }
    }
}
