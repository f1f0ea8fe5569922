package io.promptyard.router.replay.judge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two answers to one prompt. Never printed.
 *
 * @param id of the prompt
 * @param recorded the answer that the log has
 * @param candidate the answer under the candidate's policy
 * @param reference what was expected; null when nobody says
 */
public record AnswerPair(
        String id,
        String prompt,
        String recorded,
        String candidate,
        @Nullable String reference) {
    public AnswerPair {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(recorded, "recorded");
        Objects.requireNonNull(candidate, "candidate");
    }

    /** Holds no text. */
    @Override
    public String toString() {
        return "AnswerPair[" + id + "]";
    }
}
