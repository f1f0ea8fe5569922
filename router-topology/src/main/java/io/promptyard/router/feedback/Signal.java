package io.promptyard.router.feedback;

import io.promptyard.model.Feedback;
import io.promptyard.model.outcome.FailureKind;
import org.jspecify.annotations.Nullable;

/** What the log says of one request, made small. Targets are {@code provider/model}. Holds prompt text: never printed. */
sealed interface Signal {

    /** What was asked, and when; {@code text} null where the body is sealed, {@code at} in what an earlier version kept. */
    record Asked(@Nullable String text, @Nullable Long at) implements Signal {}

    /** Where attempt number {@code attempt} and its retries go, and how likely that was. */
    record Decided(
            int attempt,
            String target,
            double propensity,
            @Nullable Double predicted,
            String task,
            double complexity,
            String classifier,
            @Nullable Double familiarity,
            @Nullable Shadowed shadow)
            implements Signal {}

    /** Who was to answer a copy of the prompt beside it, and the name of that shadow. */
    record Shadowed(String name, String target) {}

    /** How a call ended; {@code kind} null for an answer. */
    record Ended(int attempt, String target, @Nullable FailureKind kind, long at) implements Signal {}

    /**
     * What somebody thinks of the answer; {@code target} null means whoever answered. {@code copy} is the name of the shadow whose answer
     * is meant; null for the prompt's own.
     */
    record Judged(
            Feedback.Source source,
            double score,
            @Nullable String target,
            @Nullable String task,
            long at,
            @Nullable String copy)
            implements Signal {
        Judged ofCopy(String shadow) {
            return new Judged(source, score, target, task, at, shadow);
        }
    }
}
