package io.promptyard.gateway;

import java.time.Duration;

/**
 * How long the gateway bears with a client: {@code body} without a further piece of its request's body, {@code reader} with
 * a stream that it does not read, {@code idle} with a connection on which nothing moves, beyond the time that an answer may
 * take.
 */
public record ClientPatience(Duration body, Duration reader, Duration idle) {
    public static final ClientPatience STANDARD =
            new ClientPatience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

    public ClientPatience {
        positive(body, "body");
        positive(reader, "reader");
        positive(idle, "idle");
    }

    private static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("gateway.patience." + name + ": must be positive (got " + value + ")");
        }
    }
}
