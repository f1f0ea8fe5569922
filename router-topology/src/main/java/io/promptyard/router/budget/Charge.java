package io.promptyard.router.budget;

import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a call asks of one account, in its unit; null when nobody can bound it, and then it fits into none. */
record Charge(Claim claim, @Nullable BigDecimal amount) {

    /** Whether a new window would help. */
    boolean passes() {
        return amount != null && amount.compareTo(claim.limit()) <= 0;
    }
}
