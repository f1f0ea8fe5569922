package io.promptyard.connector;

import org.jspecify.annotations.Nullable;

/** What the provider permits per minute; null for no stated limit. */
public record RateLimits(
        @Nullable Long requestsPerMinute, @Nullable Long tokensPerMinute) {
    public static final RateLimits NONE = new RateLimits(null, null);
}
