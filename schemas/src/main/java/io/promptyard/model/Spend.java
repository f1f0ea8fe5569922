package io.promptyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a budget has spent in a window, in USD. {@code unknownCosts} counts settled calls whose cost is not known. */
public record Spend(
        String budget,
        Instant windowStart,
        Instant windowEnd,
        BigDecimal reservedUsd,
        BigDecimal spentUsd,
        @Nullable BigDecimal limitUsd,
        long unknownCosts,
        Instant updatedAt) {}
