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

    /** That its account has not enough left, for the caller. */
    String words() {
        String most = amount == null ? "an unknown sum" : amount.toPlainString();
        return (claim.isRate() ? "limit " : "budget ") + claim.budget() + " has not enough left: "
                + (claim.isRate() ? "" : "at most ") + most + (amount == null ? "" : " " + claim.label())
                + " for the call, " + claim.limit().toPlainString() + " " + claim.label() + " per " + claim.window()
                + ", which ends at " + claim.end();
    }
}
