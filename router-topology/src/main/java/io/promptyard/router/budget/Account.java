package io.promptyard.router.budget;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Spend;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A budget in one window, USD, or a limit in its unit: exact decimals, milliseconds since the epoch. {@code unknown} counts calls whose cost is
 * not known and which are charged with what was reserved for them.
 */
record Account(
        String budget,
        String window,
        long start,
        long end,
        BigDecimal limit,
        BigDecimal reserved,
        BigDecimal spent,
        long unknown,
        long updatedAt,
        BudgetUnit unit) {
    Account {
        unit = unit == null ? BudgetUnit.USD : unit; // a note from before there were limits
    }

    static Account of(Claim claim, Instant now) {
        return new Account(
                claim.budget(),
                claim.window(),
                claim.start().toEpochMilli(),
                claim.end().toEpochMilli(),
                claim.limit(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                now.toEpochMilli(),
                claim.unit());
    }

    /** Under the limit that the configuration names now. */
    Account limitedTo(BigDecimal now) {
        return limit.compareTo(now) == 0
                ? this
                : new Account(budget, window, start, end, now, reserved, spent, unknown, updatedAt, unit);
    }

    boolean affords(BigDecimal amount) {
        return spent.add(reserved).add(amount).compareTo(limit) <= 0;
    }

    Account plus(BigDecimal toReserved, BigDecimal toSpent, long toUnknown, Instant now) {
        return new Account(
                budget,
                window,
                start,
                end,
                limit,
                reserved.add(toReserved),
                spent.add(toSpent),
                unknown + toUnknown,
                now.toEpochMilli(),
                unit);
    }

    BigDecimal left() {
        return limit.subtract(spent).subtract(reserved).max(BigDecimal.ZERO);
    }

    String key() {
        return claim().account();
    }

    private Claim claim() {
        return new Claim(
                budget,
                window,
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                limit,
                CeilingConfig.Over.REFUSE,
                unit);
    }

    Spend spend() {
        return new Spend(
                budget + " per " + window,
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                reserved.stripTrailingZeros(),
                spent.stripTrailingZeros(),
                limit,
                unknown,
                Instant.ofEpochMilli(updatedAt),
                unit);
    }
}
