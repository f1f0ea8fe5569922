package io.promptyard.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a prompt may go; an empty list permits all, null sets no bound. Cost in USD, quality from 0 to 1. {@code providers} and {@code
 * notProviders} both hold; {@code dataClass} says what the prompt holds, null where it is not classified.
 */
public record Constraints(
        List<String> regions,
        boolean zeroRetention,
        @Nullable BigDecimal maxCostUsd,
        @Nullable Double minQuality,
        List<String> capabilities,
        List<String> providers,
        List<String> notProviders,
        @Nullable String dataClass) {

    /** Anywhere, at any price. */
    public static final Constraints NONE = new Constraints(List.of(), false, null, null, List.of());

    public Constraints {
        regions = List.copyOf(regions);
        capabilities = List.copyOf(capabilities);
        providers = List.copyOf(providers);
        notProviders = List.copyOf(notProviders);
        if (minQuality != null) {
            Text.unit(minQuality, "minQuality");
        }
        if (maxCostUsd != null && maxCostUsd.signum() < 0) {
            throw new IllegalArgumentException("maxCostUsd: must not be negative (got " + maxCostUsd + ")");
        }
    }

    /** Those of a prompt that is not classified, for any provider. */
    public Constraints(
            List<String> regions,
            boolean zeroRetention,
            @Nullable BigDecimal maxCostUsd,
            @Nullable Double minQuality,
            List<String> capabilities) {
        this(regions, zeroRetention, maxCostUsd, minQuality, capabilities, List.of(), List.of(), null);
    }

    /** The same, of an answer that need not be worth anything. */
    public Constraints ofAnyQuality() {
        return new Constraints(
                regions, zeroRetention, maxCostUsd, null, capabilities, providers, notProviders, dataClass);
    }

    /** Who may see it, all of that, and nothing of what its answer must be worth or may cost. */
    public Constraints unbounded() {
        return new Constraints(regions, zeroRetention, null, null, capabilities, providers, notProviders, dataClass);
    }
}
