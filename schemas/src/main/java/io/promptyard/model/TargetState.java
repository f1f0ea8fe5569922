package io.promptyard.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision knew of a target at its time. {@code samples} is how many answers the figures stand on, old ones counting
 * for less; times null when no answer gave them, and of plain
 * replies as far as they tell them. {@code open} is how many calls were under way, or waited for a worker; {@code headroom} what is left of its
 * provider's rate limits, 0 to 1, null without limits; {@code cachedShare} which part of prompt tokens came from the cache;
 * {@code notBefore} until when it cools or its circuit is open, null when it is fit to be called, and {@code health} which of them.
 */
public record TargetState(
        double samples,
        @Nullable Double firstTokenMillis,
        @Nullable Double tokensPerSecond,
        int open,
        @Nullable Double headroom,
        double cachedShare,
        @Nullable Instant notBefore,
        ProviderHealth.@Nullable State health) {
    /** One of which nothing was seen. */
    public static final TargetState UNSEEN = new TargetState(0, null, null, 0, null, 0);

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

    /** Of one that is fit to be called. */
    public TargetState(
            double samples,
            @Nullable Double firstTokenMillis,
            @Nullable Double tokensPerSecond,
            int open,
            @Nullable Double headroom,
            double cachedShare) {
        this(samples, firstTokenMillis, tokensPerSecond, open, headroom, cachedShare, null, null);
    }

    /** The same with so many more calls. */
    public TargetState andOpen(int more) {
        return new TargetState(
                samples, firstTokenMillis, tokensPerSecond, open + more, headroom, cachedShare, notBefore, health);
    }

    /** The same while it does not take calls; why is kept, and is that it cools where nothing was said. */
    public TargetState notBefore(Instant at) {
        ProviderHealth.State why = health == null ? ProviderHealth.State.COOLING : health;
        return new TargetState(samples, firstTokenMillis, tokensPerSecond, open, headroom, cachedShare, at, why);
    }
}
