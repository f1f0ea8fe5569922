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

    /**
     * Whether it is on the money of all that is called, as a whole or by provider or model, whoever asked: such a budget pays for calls of the
     * router's own too.
     */
    public boolean isOfTheHouse() {
        return budget != null
                && !budget.limits().isEmpty()
                && budget.routes().isEmpty()
                && match.equals(RouteMatch.ALL)
                && budget.per().stream()
                        .allMatch(per -> per.kind() == BudgetConfig.Per.Kind.PROVIDER
                                || per.kind() == BudgetConfig.Per.Kind.MODEL);
    }

    /** One without a budget. */
    public CeilingConfig(RouteMatch match, @Nullable BigDecimal perRequestUsd, Over over) {
        this(match, perRequestUsd, over, null);
    }
}
