package io.promptyard.model;

import java.math.BigDecimal;
import java.util.Objects;

/** What of a budget or limit had been spent and reserved, in its unit, when a decision asked it. {@code account} names its window. */
public record BudgetUse(String account, BigDecimal used) {
    public BudgetUse {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(used, "used");
    }
}
