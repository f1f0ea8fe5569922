package io.promptyard.router.judge;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent in an hour of the clock. A call is held against it by its expected cost before it begins, and by what it cost once that is
 * known. Of this process alone, and forgotten with it. Thread-safe.
 */
final class JudgeBudget {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final @Nullable BigDecimal perHour;
    private long hour = Long.MIN_VALUE;
    private BigDecimal spent = BigDecimal.ZERO;

    /** @param perHour USD; null for no bound */
    JudgeBudget(@Nullable BigDecimal perHour) {
        this.perHour = perHour;
    }

    /** @return false, and nothing is taken, when it would be too much, or nobody knows whether it would be */
    synchronized boolean take(@Nullable BigDecimal expected, Instant now) {
        if (perHour == null) {
            return true;
        }
        turn(now);
        if (expected == null || spent.add(expected).compareTo(perHour) > 0) {
            return false;
        }
        spent = spent.add(expected);
        return true;
    }

    /** Puts what it cost in place of what was expected; a cost that is not known leaves that. */
    synchronized void settle(@Nullable BigDecimal expected, @Nullable BigDecimal actual, Instant now) {
        if (perHour != null && expected != null && actual != null) {
            turn(now);
            spent = spent.add(actual).subtract(expected).max(BigDecimal.ZERO);
        }
    }

    private void turn(Instant now) {
        long current = Math.floorDiv(now.toEpochMilli(), HOUR);
        if (current != hour) {
            hour = current;
            spent = BigDecimal.ZERO;
        }
    }
}
