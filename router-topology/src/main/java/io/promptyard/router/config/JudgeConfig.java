package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model that is asked how hard a prompt is, where the classifier is unsure.
 *
 * @param band how near predictions must be to each other, or to the quality that is demanded, for it to be asked; from 0 to 1
 * @param limit how long a prompt waits for it at most
 * @param maxOpen prompts that wait at once, for each task; others pass; at 0 only those are let go that still wait
 * @param perHourUsd what a router may spend on it in an hour of the clock, for each lane; null for no bound
 */
public record JudgeConfig(
        Target model,
        double band,
        Duration limit,
        int maxOpen,
        @Nullable BigDecimal perHourUsd) {
    public static final double BAND = 0.1;
    public static final Duration LIMIT = Duration.ofSeconds(2);
    public static final int MAX_OPEN = 64;

    public JudgeConfig {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(limit, "limit");
        if (!(band >= 0 && band <= 1)) {
            throw new IllegalArgumentException("band: must be from 0 to 1 (got " + band + ")");
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit: must be above 0 (got " + limit + ")");
        }
        if (maxOpen < 0) {
            throw new IllegalArgumentException("maxOpen: must be at least 0 (got " + maxOpen + ")");
        }
        if (perHourUsd != null && perHourUsd.signum() < 0) {
            throw new IllegalArgumentException("perHourUsd: must be at least 0 (got " + perHourUsd + ")");
        }
    }
}
