package io.promptyard.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision knew of a target at its time. {@code samples} is how many answers the figures stand on, old ones counting
 * for less; times null when no answer gave them. {@code open} is how many calls were under way; {@code headroom} what is left of its
 * provider's rate limits, 0 to 1, null without limits; {@code cachedShare} which part of prompt tokens came from the cache; {@code notBefore}
 * when it is expected to take calls again, null when it takes them.
 */
public record TargetState(
        double samples,
        @Nullable Double firstTokenMillis,
        @Nullable Double tokensPerSecond,
        int open,
        @Nullable Double headroom,
        double cachedShare,
        @Nullable Instant notBefore) {
    /** One of which nothing was seen. */
    public static final TargetState UNSEEN = new TargetState(0, null, null, 0, null, 0, null);

    public TargetState {
        if (!(samples >= 0)) {
            throw new IllegalArgumentException("samples: must not be negative (got " + samples + ")");
        }
        if (open < 0) {
            throw new IllegalArgumentException("open: must not be negative (got " + open + ")");
        }
        if (headroom != null) {
            Text.unit(headroom, "headroom");
        }
        Text.unit(cachedShare, "cachedShare");
    }

    /** One that takes calls. */
    public TargetState(
            double samples,
            @Nullable Double firstTokenMillis,
            @Nullable Double tokensPerSecond,
            int open,
            @Nullable Double headroom,
            double cachedShare) {
        this(samples, firstTokenMillis, tokensPerSecond, open, headroom, cachedShare, null);
    }

    /** The same while it does not take calls. */
    public TargetState notBefore(Instant at) {
        return new TargetState(samples, firstTokenMillis, tokensPerSecond, open, headroom, cachedShare, at);
    }
}
