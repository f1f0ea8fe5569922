package io.promptyard.model;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A target that a prompt may be sent to. {@code boundUsd} is the most that one call can cost, null when
 * not known; {@code boundTokens} what limits of tokens reserve for it, null when none is asked.
 */
public record SpendOption(
        Target target,
        @Nullable BigDecimal boundUsd,
        @Nullable BigDecimal expectedCostUsd,
        @Nullable Long boundTokens) {
    public SpendOption {
        Objects.requireNonNull(target, "target");
    }

    /** One that no limit of tokens is asked for. */
    public SpendOption(Target target, @Nullable BigDecimal boundUsd, @Nullable BigDecimal expectedCostUsd) {
        this(target, boundUsd, expectedCostUsd, null);
    }
}
