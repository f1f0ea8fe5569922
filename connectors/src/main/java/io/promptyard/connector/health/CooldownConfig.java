package io.promptyard.connector.health;

import java.time.Duration;

/**
 * How long a key is not used: {@code refused} after the provider did not accept it or its account was empty; after a 429 without a word of
 * when to come back {@code initial}, twice as long after each further one, at most {@code max}.
 */
public record CooldownConfig(Duration refused, Duration initial, Duration max) {
    public static final CooldownConfig DEFAULTS =
            new CooldownConfig(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMinutes(1));

    public CooldownConfig {
        if (refused.isNegative() || initial.isNegative() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("keys: needs refused-for >= 0 and 0 <= initial <= max (got " + refused
                    + ", " + initial + " and " + max + ")");
        }
    }
}
