package io.promptyard.router.replay.report;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One target, as if every prompt had gone to it: a point of the plot of cost against quality.
 *
 * @param recorded prompts that went to it
 * @param candidate prompts that the candidate sends to it
 * @param quality mean over all prompts; null when nothing can be said
 * @param usdPerPrompt mean expected cost over all prompts; null when not known
 */
public record TargetPoint(
        Target target,
        long recorded,
        long candidate,
        @Nullable Estimate quality,
        @Nullable BigDecimal usdPerPrompt) {
    public TargetPoint {
        Objects.requireNonNull(target, "target");
    }
}
