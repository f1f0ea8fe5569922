package io.promptyard.router.replay.report;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One target: a point of the plot of cost against quality. Of a dry replay it is as if every prompt had gone there. Of a live one it is over the
 * prompts of the sample that the target answered under either policy, each weighted by the prompts that it stands for: points are of
 * different prompts, and a target that was not asked has none.
 *
 * @param recorded prompts that went to it
 * @param candidate prompts that the candidate sends to it
 * @param quality mean over these prompts; null when nothing can be said
 * @param usdPerPrompt mean cost: expected, or where {@code paid} is above 0, what its answers cost; null when not known
 * @param paid prompts whose answer was paid, at a known cost, and {@code usdPerPrompt} is of; 0 where that is expected
 */
public record TargetPoint(
        Target target,
        long recorded,
        long candidate,
        @Nullable Estimate quality,
        @Nullable BigDecimal usdPerPrompt,
        long paid) {
    public TargetPoint {
        Objects.requireNonNull(target, "target");
    }

    /** Whether no answer of it was ever scored, so that its quality is a prediction; so is one that is not known. */
    public boolean isPredicted() {
        return quality == null || quality.observed() == 0;
    }
}
