package io.promptyard.model;

import java.util.Objects;

/**
 * Tokens as the provider reported them. {@code promptTokens} holds cached and cache-write tokens too,
 * {@code completionTokens} holds reasoning; {@code extra} is the JSON object of what else was reported.
 */
public record TokenUsage(
        long promptTokens,
        long completionTokens,
        long totalTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        String extra) {
    public TokenUsage {
        Objects.requireNonNull(extra, "extra");
        if (promptTokens < 0 || completionTokens < 0 || cachedTokens < 0 || cacheWriteTokens < 0) {
            throw new IllegalArgumentException("usage: tokens must not be negative");
        }
    }

    public static TokenUsage of(long promptTokens, long completionTokens) {
        return new TokenUsage(promptTokens, completionTokens, promptTokens + completionTokens, 0, 0, 0, "{}");
    }
}
