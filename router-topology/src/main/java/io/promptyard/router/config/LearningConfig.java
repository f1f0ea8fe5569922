package io.promptyard.router.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * Learning from the log. Disabled, nothing of it runs and nothing is explored. Every {@code interval} a model is learnt if
 * {@code minLabels} have come since the last; at most {@code maxLabels} are kept for it. Feedback finds its prompt for
 * {@code memory}. A label counts at most {@code weightCap} times for its propensity. {@code keepVersions} are kept to go
 * back to. {@code exploration} is the rate of prompts that another target is drawn for, none whose call is expected to
 * cost more than {@code explorationMaxUsd}.
 */
public record LearningConfig(
        boolean enabled,
        Duration interval,
        int minLabels,
        int maxLabels,
        Duration memory,
        double weightCap,
        int keepVersions,
        double exploration,
        BigDecimal explorationMaxUsd) {
    /** Not enabled; the other values are what a configuration that enables it begins with. */
    public static final LearningConfig OFF = new LearningConfig(
            false, Duration.ofMinutes(10), 50, 20_000, Duration.ofDays(7), 10, 5, 0.02, new BigDecimal("0.05"));

    /** The same, but explored as the other says. */
    public LearningConfig exploring(LearningConfig other) {
        return new LearningConfig(
                enabled,
                interval,
                minLabels,
                maxLabels,
                memory,
                weightCap,
                keepVersions,
                other.exploration,
                other.explorationMaxUsd);
    }

    public LearningConfig {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(explorationMaxUsd, "explorationMaxUsd");
        if (minLabels < 1 || maxLabels < minLabels || keepVersions < 1 || weightCap < 1) {
            throw new IllegalArgumentException("learning: bounds must be at least 1, and max-labels min-labels");
        }
    }
}
