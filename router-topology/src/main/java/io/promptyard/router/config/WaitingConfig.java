package io.promptyard.router.config;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether prompts wait while all that they may go to is cooling, how many at most in each partition, and how long one has to wait to be
 * worth one step of priority more.
 */
public record WaitingConfig(boolean enabled, int most, Duration ageing) {
    public static final WaitingConfig DEFAULT = new WaitingConfig(true, 10_000, Duration.ofSeconds(10));
    /** Such prompts are refused, with the time after which to come again. */
    public static final WaitingConfig OFF = new WaitingConfig(false, 10_000, Duration.ofSeconds(10));

    public WaitingConfig {
        if (most < 1) {
            throw new IllegalArgumentException("waiting.most: must be at least 1 (got " + most + ")");
        }
        Objects.requireNonNull(ageing, "ageing");
    }
}
