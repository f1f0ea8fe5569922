package io.promptyard.router.feedback;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One label: how well a model answered a prompt, from 0 to 1. {@code weight} is what its kind counts, times the inverse of
 * {@code propensity} up to the cap; {@code predicted} is what the decision expected. {@code at} is when it was said.
 * {@code decidedTask} and {@code familiarity} are what the classifier said of the prompt; null in what an earlier version kept.
 * Holds prompt text: never printed.
 */
public record LabelRow(
        String id,
        String text,
        String task,
        String model,
        double score,
        double weight,
        double propensity,
        @Nullable Double predicted,
        double complexity,
        String classifier,
        long at,
        @Nullable String decidedTask,
        @Nullable Double familiarity) {
    public LabelRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(classifier, "classifier");
    }
}
