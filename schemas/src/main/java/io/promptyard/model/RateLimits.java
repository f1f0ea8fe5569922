package io.promptyard.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The limits per minute that a prompt is under, as they stood when they let it go or refused it; of several of a kind the
 * one with the least left. Null for no limit.
 */
public record RateLimits(@Nullable Limit requests, @Nullable Limit tokens) {

    /** {@code remaining} is what was left after this prompt's own part; {@code resetAt} when the next minute begins. */
    public record Limit(long limit, long remaining, Instant resetAt) {
        public Limit {
            Objects.requireNonNull(resetAt, "resetAt");
        }
    }
}
