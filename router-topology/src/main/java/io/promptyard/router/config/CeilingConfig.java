package io.promptyard.router.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A bound on money for the prompts it matches, USD. */
public record CeilingConfig(
        RouteMatch match,
        @Nullable BigDecimal perRequestUsd,
        @Nullable BigDecimal perDayUsd,
        Over over) {
    /** What happens above it. */
    public enum Over {
        DOWNGRADE,
        REFUSE
    }
}
