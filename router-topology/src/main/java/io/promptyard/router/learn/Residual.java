package io.promptyard.router.learn;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.Objects;

/**
 * By how much an answer was better or worse than was expected.
 *
 * @param text the prompt; never logged
 * @param task as the classifier says it of such prompts
 * @param expected what was expected, from 0 to 1
 * @param value the label less that, from -1 to 1
 * @param weight how much it counts, above 0; 1 is usual
 */
public record Residual(String text, Task task, Target model, double expected, double value, double weight) {
    public Residual {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(model, "model");
        if (!(expected >= 0 && expected <= 1)) {
            throw new IllegalArgumentException("expected: must be from 0 to 1 (got " + expected + ")");
        }
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException("value: must be from -1 to 1 (got " + value + ")");
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight: must be above 0 and finite (got " + weight + ")");
        }
    }
}
