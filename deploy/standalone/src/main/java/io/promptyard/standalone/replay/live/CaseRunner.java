package io.promptyard.standalone.replay.live;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.judge.AnswerPair;
import io.promptyard.router.replay.judge.ModelJudge;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Why;
import io.promptyard.router.replay.judge.RuleScorer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends one sampled prompt, has its answer scored beside the recorded one, and tells of it. The judges are asked by the same lane, under the
 * prompt's regions, retention, providers, data class and capabilities, and for the same money. Thread-safe.
 */
final class CaseRunner {
    static final String JUDGE_ARM = "judge";

    private final ExperimentId experiment;
    private final Purse purse;
    private final Recorded recorded;
    private final LiveOptions.Scorers scorers;
    private final Told told;
    private final Disclosure disclosure;
    private final InstantSource clock;

    /** What is known of prompts by the ids that they were recorded under. */
    interface Recorded {
        @Nullable
        FinalResponse response(String original);

        /** What was wanted; null where nobody said. */
        @Nullable
        String expected(String original);
    }

    /** Takes what scorers say of two answers, of the candidate's and of the recorded one. */
    @FunctionalInterface
    interface Told {
        void tell(PromptRequest prompt, Target target, String original, Target before, Map<String, PairScore> scores);
    }

    CaseRunner(
            ExperimentId experiment,
            Purse purse,
            Recorded recorded,
            LiveOptions.Scorers scorers,
            Told told,
            Disclosure disclosure,
            InstantSource clock) {
        this.experiment = experiment;
        this.purse = purse;
        this.recorded = recorded;
        this.scorers = scorers;
        this.told = told;
        this.disclosure = disclosure;
        this.clock = clock;
    }

    LiveCase run(PromptRequest drawn) throws InterruptedException, ExecutionException {
        String original = experiment.original(drawn.id().value());
        PromptRequest prompt =
                drawn.sampled(drawn.id(), clock.instant(), new Experiment(experiment.value(), SampleLog.ARM));
        Optional<FinalResponse> response = purse.ask(prompt);
        if (response.isEmpty()) {
            return new LiveCase(original, prompt, null, Map.of());
        }
        Map<String, PairScore> scores = new LinkedHashMap<>();
        FinalResponse before = recorded.response(original);
        if (response.get().result() instanceof Answer answer
                && before != null
                && before.result() instanceof Answer was) {
            AnswerPair pair = pair(original, prompt, was, answer);
            for (RuleScorer each : scorers.rules()) {
                scores.put(each.name(), pair == null ? new Failed(Why.NO_TEXT) : each.score(pair));
            }
            int number = 0;
            for (ModelJudge each : scorers.judges()) {
                scores.put(
                        each.name(),
                        pair == null ? new Failed(Why.NO_TEXT) : judge(each, number++, prompt, answer.route(), pair));
            }
            told.tell(prompt, answer.target(), original, was.target(), scores);
        }
        return scores.isEmpty()
                ? LiveCase.ended(original, prompt, response.get())
                : new LiveCase(original, prompt, response.get(), scores);
    }

    private @Nullable AnswerPair pair(String original, PromptRequest prompt, Answer was, Answer now) {
        String before = text(was);
        String after = text(now);
        if (before == null || after == null || !(prompt.body() instanceof PromptBody body)) {
            return null;
        }
        String asked = body.messages().stream()
                .map(message -> message.role().name() + ": " + message.text())
                .collect(Collectors.joining("\n\n"));
        return new AnswerPair(
                original, asked, before, after, scorers.references().of(original, recorded.expected(original), prompt));
    }

    private static @Nullable String text(Answer answer) {
        if (!(answer.body() instanceof CompletionContent.Clear clear)
                || clear.completion().choices().isEmpty()) {
            return null;
        }
        String text = clear.completion().choices().getFirst().message().text();
        return text.isBlank() ? null : text;
    }

    private PairScore judge(ModelJudge judge, int number, PromptRequest prompt, String route, AnswerPair pair)
            throws InterruptedException, ExecutionException {
        if (prompt.constraints().maxCostUsd() != null) {
            return new Failed(Why.NOT_ASKED); // it is for the answer alone
        }
        if (!disclosure.permits(prompt, route, judge.target())) {
            return new Failed(Why.NOT_ASKED); // the question, another request, may match another route
        }
        List<String> replies = new ArrayList<>();
        List<PromptBody> questions = judge.questions(pair);
        for (int i = 0; i < questions.size(); i++) {
            String id = prompt.id().value() + "~" + JUDGE_ARM + number + "-" + i;
            Optional<FinalResponse> reply = purse.askAlso(question(judge, id, prompt, questions.get(i)));
            String text = reply.isPresent()
                            && reply.get().result() instanceof Answer answer
                            && answer.target().equals(judge.target())
                    ? text(answer)
                    : null;
            if (text == null) {
                return new Failed(Why.NOT_ASKED);
            }
            replies.add(text);
        }
        return judge.read(replies);
    }

    private PromptRequest question(ModelJudge judge, String id, PromptRequest prompt, PromptBody body) {
        return new PromptRequest(
                        new RequestId(id),
                        clock.instant(),
                        null,
                        prompt.tenant(),
                        prompt.endpoint(),
                        prompt.tags(),
                        judge.target().toString(),
                        // what the answer must be worth is not asked of who only judges
                        prompt.constraints().unbounded(),
                        body,
                        false,
                        new Experiment(experiment.value(), JUDGE_ARM),
                        null,
                        null)
                .withKeyId(prompt.keyId());
    }
}
