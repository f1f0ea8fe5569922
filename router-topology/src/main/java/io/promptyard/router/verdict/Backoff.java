package io.promptyard.router.verdict;

import io.promptyard.router.config.RetryConfig;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the same target is tried again: what the provider asked for plus up to one initial backoff,
 * or capped exponential backoff with full jitter (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture
 * Blog, 2015). Thread-safe when {@code random} is.
 */
public final class Backoff {
    private static final int MAX_SHIFT = 30;
    private static final long LONGEST_ASKED = Duration.ofDays(365).toMillis();

    private final RetryConfig config;
    private final DoubleSupplier random;

    /** @param random uniform in [0, 1) */
    public Backoff(RetryConfig config, DoubleSupplier random) {
        this.config = config;
        this.random = random;
    }

    /**
     * @param failures how often the target failed in a row, from 1
     * @param retryAfterMillis what the provider asked for, null when it did not; more than a year counts as a year
     */
    public Duration delay(int failures, @Nullable Long retryAfterMillis) {
        long initial = config.initialBackoff().toMillis();
        if (retryAfterMillis != null) {
            return Duration.ofMillis(Math.clamp(retryAfterMillis, 0, LONGEST_ASKED) + jittered(initial));
        }
        long most = config.maxBackoff().toMillis();
        int doublings = Math.clamp(failures - 1, 0, MAX_SHIFT);
        long capped = initial > most >> doublings ? most : initial << doublings;
        return Duration.ofMillis(config.jitter() ? jittered(capped) : capped);
    }

    private long jittered(long millis) {
        return (long) (random.getAsDouble() * millis);
    }
}
