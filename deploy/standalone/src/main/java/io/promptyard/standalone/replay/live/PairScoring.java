package io.promptyard.standalone.replay.live;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has two answers to a prompt scored, one beside the other. Model judges are asked by the experiment's lane, under the prompt's regions,
 * retention, providers, data class and capabilities, and for the same money. Thread-safe.
 */
final class PairScoring {
    static final String JUDGE_ARM = "judge";

    private final ExperimentId experiment;
    private final Purse purse;
    private final LiveOptions.Scorers scorers;
    private final InstantSource clock;

    PairScoring(ExperimentId experiment, Purse purse, LiveOptions.Scorers scorers, InstantSource clock) {
        this.experiment = experiment;
        this.purse = purse;
        this.scorers = scorers;
        this.clock = clock;
    }

    /** One scorer, asked about the pair at hand. */
    private interface Asked {
        PairScore score(AnswerPair pair) throws InterruptedException, ExecutionException;
    }

    /**
     * By every scorer, in the order of rules and then judges.
     *
     * @param prompt the copy that the second answer is of; what judges are asked has its id
     * @param mayBeTold whether a provider may be given the prompt at all
     */
    Map<String, PairScore> all(PromptRequest prompt, @Nullable AnswerPair pair, Predicate<Target> mayBeTold)
            throws InterruptedException, ExecutionException {
        Map<String, PairScore> scores = new LinkedHashMap<>();
        for (Map.Entry<String, Asked> each : asked(prompt, mayBeTold).entrySet()) {
            scores.put(
                    each.getKey(),
                    pair == null ? new Failed(Why.NO_TEXT) : each.getValue().score(pair));
        }
        return scores;
    }

    /** By the first scorer that can say which of the two is better, and by how much; those after it are not asked. Empty when none can. */
    Map<String, PairScore> first(PromptRequest prompt, @Nullable AnswerPair pair, Predicate<Target> mayBeTold)
            throws InterruptedException, ExecutionException {
        if (pair == null) {
            return Map.of();
        }
        for (Map.Entry<String, Asked> each : asked(prompt, mayBeTold).entrySet()) {
            PairScore score = each.getValue().score(pair);
            if (score instanceof PairScore.Scored || score instanceof PairScore.Compared) {
                return Map.of(each.getKey(), score);
            }
        }
        return Map.of();
    }

    /** Whether anybody could score answers to the prompt: where not, they need not be paid for. */
    boolean canScore(PromptRequest prompt, Predicate<Target> mayBeTold) {
        return !scorers.rules().isEmpty()
                || scorers.judges().stream().anyMatch(judge -> mayBeAsked(judge, prompt, mayBeTold));
    }

    /** A prompt's bound of cost is for the answer alone; and the question, another request, may match another route. */
    private static boolean mayBeAsked(ModelJudge judge, PromptRequest prompt, Predicate<Target> mayBeTold) {
        return prompt.constraints().maxCostUsd() == null && mayBeTold.test(judge.target());
    }

    private Map<String, Asked> asked(PromptRequest prompt, Predicate<Target> mayBeTold) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (RuleScorer each : scorers.rules()) {
            asked.put(each.name(), each::score);
        }
        int number = 0;
        for (ModelJudge each : scorers.judges()) {
            int mine = number++;
            asked.put(each.name(), pair -> judge(each, mine, prompt, mayBeTold, pair));
        }
        return asked;
    }

    /**
     * @param original id of the recorded prompt
     * @param fed what feedback says was expected of it; null for nothing
     * @return null when one of the answers has no text
     */
    @Nullable
    AnswerPair pair(String original, PromptRequest prompt, Answer was, Answer now, @Nullable String fed) {
        String before = text(was);
        String after = text(now);
        if (before == null || after == null || !(prompt.body() instanceof PromptBody body)) {
            return null;
        }
        String asked = body.messages().stream()
                .map(message -> message.role().name() + ": " + message.text())
                .collect(Collectors.joining("\n\n"));
        return new AnswerPair(
                original, asked, before, after, scorers.references().of(original, fed, prompt));
    }

    private static @Nullable String text(Answer answer) {
        if (!(answer.body() instanceof CompletionContent.Clear clear)
                || clear.completion().choices().isEmpty()) {
            return null;
        }
        String text = clear.completion().choices().getFirst().message().text();
        return text.isBlank() ? null : text;
    }

    private PairScore judge(
            ModelJudge judge, int number, PromptRequest prompt, Predicate<Target> mayBeTold, AnswerPair pair)
            throws InterruptedException, ExecutionException {
        if (!mayBeAsked(judge, prompt, mayBeTold)) {
            return new Failed(Why.NOT_ASKED);
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
