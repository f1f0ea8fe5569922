package io.promptyard.router.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A bound for the prompts it matches: on the money that each request costs, and on money, requests and tokens of all within
 * a window of a budget. USD.
 */
public record CeilingConfig(
        RouteMatch match,
        @Nullable BigDecimal perRequestUsd,
        Over over,
        @Nullable BudgetConfig budget) {
    /** What happens above it. */
    public enum Over {
        DOWNGRADE,
        /** Waits for the next window of the budget. */
        QUEUE,
        REFUSE
    }

    /** One without a budget. */
    public CeilingConfig(RouteMatch match, @Nullable BigDecimal perRequestUsd, Over over) {
        this(match, perRequestUsd, over, null);
    }
}
