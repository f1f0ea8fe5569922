package io.promptyard.standalone.replay.live;

import io.promptyard.model.Experiment;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.judge.AnswerPair;
import io.promptyard.router.replay.judge.PairScore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Sends one sampled prompt, has its answer scored beside the recorded one, and tells of it. Thread-safe. */
final class CaseRunner {
    private final ExperimentId experiment;
    private final Desk desk;
    private final Recorded recorded;
    private final Disclosure disclosure;
    private final InstantSource clock;

    CaseRunner(ExperimentId experiment, Desk desk, Recorded recorded, Disclosure disclosure, InstantSource clock) {
        this.experiment = experiment;
        this.desk = desk;
        this.recorded = recorded;
        this.disclosure = disclosure;
        this.clock = clock;
    }

    LiveCase run(PromptRequest drawn) throws InterruptedException, ExecutionException {
        String original = experiment.original(drawn.id().value());
        PromptRequest prompt =
                drawn.sampled(drawn.id(), clock.instant(), new Experiment(experiment.value(), SampleLog.ARM));
        Optional<FinalResponse> response = desk.purse().ask(prompt);
        if (response.isEmpty()) {
            return new LiveCase(original, prompt, null, Map.of());
        }
        Map<String, PairScore> scores = Map.of();
        FinalResponse before = recorded.response(original);
        if (response.get().result() instanceof Answer answer
                && before != null
                && before.result() instanceof Answer was) {
            AnswerPair pair = desk.scoring().pair(original, prompt, was, answer, recorded.expected(original));
            scores = desk.scoring().all(prompt, pair, judge -> disclosure.permits(prompt, answer.route(), judge));
            desk.teller().tell(prompt, answer.target(), original, was.target(), scores);
        }
        return scores.isEmpty()
                ? LiveCase.ended(original, prompt, response.get())
                : new LiveCase(original, prompt, response.get(), scores);
    }
}
