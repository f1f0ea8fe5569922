package io.promptyard.router.replay.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group of prompts under the policy that the log has and under the candidate.
 *
 * @param moved prompts that the candidate sends elsewhere
 * @param qualityDifference the candidate's mean quality less the recorded policy's, over the same prompts; null when nothing can be said
 * @param cost of both, like with like; null when nothing can be said, and in a report of an earlier version
 */
public record GroupFigures(
        String group,
        long prompts,
        long moved,
        PolicyFigures recorded,
        PolicyFigures candidate,
        @Nullable Estimate qualityDifference,
        @Nullable CostComparison cost) {
    public GroupFigures {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(recorded, "recorded");
        Objects.requireNonNull(candidate, "candidate");
    }
}
