package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.replay.judge.PairScore;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one sampled prompt.
 *
 * @param prompt the copy that was sent
 * @param response null when it was not sent, or there was no money left for it
 * @param scores by scorer, none where there is no answer to score
 */
record LiveCase(
        String original, PromptRequest prompt, @Nullable FinalResponse response, Map<String, PairScore> scores) {
    LiveCase {
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(prompt, "prompt");
        scores = Map.copyOf(scores);
    }

    boolean isAnswered() {
        return response != null && response.result() instanceof FinalResponse.Answer;
    }

    /** Holds no text. */
    @Override
    public String toString() {
        return "LiveCase[" + original + "]";
    }
}
