package io.promptyard.router.replay.report;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that the candidate sends elsewhere, for people to look at.
 *
 * @param id request id
 * @param qualityFrom predicted quality of the target that the log has; null when none is
 * @param qualityTo predicted quality of the candidate's target; null when none is
 * @param observedFrom score that feedback gave the recorded answer; null when none did
 * @param text the prompt, only where the one who ran the replay asked for texts; else null
 */
public record Disagreement(
        String id,
        Task task,
        double complexity,
        String fromRoute,
        @Nullable Target from,
        String toRoute,
        @Nullable Target to,
        @Nullable BigDecimal usdFrom,
        @Nullable BigDecimal usdTo,
        @Nullable Double qualityFrom,
        @Nullable Double qualityTo,
        @Nullable Double observedFrom,
        @Nullable String text) {
    public Disagreement {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(task, "task");
        complexity = Digits.of(complexity);
        qualityFrom = Digits.of(qualityFrom);
        qualityTo = Digits.of(qualityTo);
        observedFrom = Digits.of(observedFrom);
    }
}
