package io.promptyard.connector.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a provider said is left of one of its limits; after {@code reset}, null when it did not say, all of it. */
public record Allowance(
        long limit, long remaining, @Nullable Instant reset) {
    /** 0 to 1, if {@code used} more has been used since. */
    double left(long used, Instant now) {
        if (limit <= 0 || isOver(now)) {
            return 1;
        }
        return Math.clamp((double) (remaining - used) / limit, 0, 1);
    }

    boolean isOver(Instant now) {
        return reset != null && !now.isBefore(reset);
    }
}
