package io.promptyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a budget has spent in a window, in USD, or a limit in requests or tokens, as {@code unit} says. {@code
 * unknownCosts} counts settled calls whose cost, or number of tokens, is not known.
 */
public record Spend(
        String budget,
        Instant windowStart,
        Instant windowEnd,
        BigDecimal reservedUsd,
        BigDecimal spentUsd,
        @Nullable BigDecimal limitUsd,
        long unknownCosts,
        Instant updatedAt,
        BudgetUnit unit) {
    public Spend {
        Objects.requireNonNull(unit, "unit");
    }
}
