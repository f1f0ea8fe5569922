package io.promptyard.router.config;

import java.time.Duration;

/**
 * How often and how long: {@code maxAttempts} over all targets, {@code maxAttemptsPerTarget} before falling back while
 * there is another target; exponential backoff from {@code initialBackoff} to {@code maxBackoff} with full jitter when
 * {@code jitter}; {@code requestTimeout} bounds one call, {@code deadline} the prompt.
 */
public record RetryConfig(
        int maxAttempts,
        int maxAttemptsPerTarget,
        Duration initialBackoff,
        Duration maxBackoff,
        boolean jitter,
        Duration requestTimeout,
        Duration deadline) {
    public static final RetryConfig DEFAULTS = new RetryConfig(
            4,
            2,
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            true,
            Duration.ofSeconds(120),
            Duration.ofMinutes(10));

    public RetryConfig {
        if (maxAttempts < 1 || maxAttemptsPerTarget < 1) {
            throw new IllegalArgumentException("max-attempts: must be at least 1");
        }
    }
}
