package io.promptyard.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a prompt may go; an empty list permits all, null sets no bound. Cost in USD, quality from 0 to 1. */
public record Constraints(
        List<String> regions,
        boolean zeroRetention,
        @Nullable BigDecimal maxCostUsd,
        @Nullable Double minQuality,
        List<String> capabilities) {

    /** Anywhere, at any price. */
    public static final Constraints NONE = new Constraints(List.of(), false, null, null, List.of());

    public Constraints {
        regions = List.copyOf(regions);
        capabilities = List.copyOf(capabilities);
        if (minQuality != null) {
            Text.unit(minQuality, "minQuality");
        }
        if (maxCostUsd != null && maxCostUsd.signum() < 0) {
            throw new IllegalArgumentException("maxCostUsd: must not be negative (got " + maxCostUsd + ")");
        }
    }
}
