package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.FailureKind;
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
 * @param beyondCap whether one call could cost more than the experiment may spend at all, so that none was made; then without a response, as the refusal is the
 *     cap's and not the candidate's
 */
record LiveCase(
        String original,
        PromptRequest prompt,
        @Nullable FinalResponse response,
        Map<String, PairScore> scores,
        boolean beyondCap) {
    private static final String BY_CAP = "budget " + CappedConfig.CAP + " ";

    LiveCase {
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(prompt, "prompt");
        scores = Map.copyOf(scores);
    }

    LiveCase(String original, PromptRequest prompt, @Nullable FinalResponse response, Map<String, PairScore> scores) {
        this(original, prompt, response, scores, false);
    }

    /** Of one experiment. */
    static LiveRun.Kind<LiveCase> of(ExperimentId experiment) {
        return new LiveRun.Kind<>() {
            @Override
            public LiveCase left(PromptRequest drawn) {
                return new LiveCase(experiment.original(drawn.id().value()), drawn, null, Map.of());
            }

            @Override
            public boolean hasEnded(LiveCase ran) {
                return ran.response() != null;
            }
        };
    }

    /** One that ended so, before anything of it was scored. */
    static LiveCase ended(String original, PromptRequest prompt, FinalResponse response) {
        boolean beyondCap = response.result() instanceof FinalResponse.Refusal refusal
                && refusal.kind() == FailureKind.OVER_BUDGET
                && refusal.message().startsWith(BY_CAP);
        return new LiveCase(original, prompt, beyondCap ? null : response, Map.of(), beyondCap);
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
