package io.promptyard.router.budget;

import io.promptyard.model.BudgetUnit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a call came to: USD and tokens, each null when not known. */
record Used(@Nullable BigDecimal cost, @Nullable Long tokens) {

    @Nullable
    BigDecimal of(BudgetUnit unit) {
        return switch (unit) {
            case USD -> cost;
            case TOKENS -> tokens == null ? null : BigDecimal.valueOf(tokens);
            case REQUESTS, UNKNOWN -> null;
        };
    }
}
