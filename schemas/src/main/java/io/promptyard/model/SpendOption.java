package io.promptyard.model;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A target that a prompt may be sent to. {@code boundUsd} is the most that one call can cost; null when not known. */
public record SpendOption(
        Target target,
        @Nullable BigDecimal boundUsd,
        @Nullable BigDecimal expectedCostUsd) {
    public SpendOption {
        Objects.requireNonNull(target, "target");
    }
}
