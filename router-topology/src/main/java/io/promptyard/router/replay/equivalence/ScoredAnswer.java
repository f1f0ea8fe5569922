package io.promptyard.router.replay.equivalence;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.Objects;

/**
 * How good an answer was.
 *
 * @param prompt what two answers of the same prompt share: a request id. Both are to be scored by the same scale, and a prompt by one
 * @param score 0 to 1
 */
public record ScoredAnswer(String prompt, Task task, Target member, double score) {
    public ScoredAnswer {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(member, "member");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score: must be from 0 to 1 (got " + score + ")");
        }
    }
}
