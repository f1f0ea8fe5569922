package io.promptyard.standalone.replay.live;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.judge.AnswerPair;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.standalone.replay.live.GroupCase.End;
import io.promptyard.standalone.replay.live.GroupCase.Pair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/**
 * Asks the reference one prompt, and those members of a group of which nothing is found yet, each under an id of its own, and has each answer
 * scored beside the reference's. Asked is who may receive the prompt by its own route, as the copies, which name a model, may match another. Thread-safe.
 */
final class GroupRunner {
    static final String ARM = "member";

    private final ExperimentId experiment;
    private final GroupAsked asked;
    private final Desk desk;
    private final Recorded recorded;
    private final Disclosure disclosure;
    private final GroupFeed feed;
    private final InstantSource clock;

    GroupRunner(
            ExperimentId experiment,
            GroupAsked asked,
            Desk desk,
            Recorded recorded,
            Disclosure disclosure,
            GroupFeed feed,
            InstantSource clock) {
        this.experiment = experiment;
        this.asked = asked;
        this.desk = desk;
        this.recorded = recorded;
        this.disclosure = disclosure;
        this.feed = feed;
        this.clock = clock;
    }

    GroupCase run(PromptRequest drawn) throws InterruptedException, ExecutionException {
        String original = experiment.original(drawn.id().value());
        RoutingDecision decision = recorded.decision(original);
        if (decision == null) {
            return GroupCase.ended(End.NOT_PERMITTED); // what it is, and so where it may go, is not known any more
        }
        Task task = decision.classification().task();
        List<Target> open = feed.open(task);
        if (open.isEmpty()) {
            return GroupCase.ended(End.DECIDED);
        }
        Predicate<Target> mayBeTold = permitted(drawn, decision);
        List<Target> members = open.stream().filter(mayBeTold).toList();
        if (members.isEmpty()
                || !mayBeTold.test(asked.reference())
                || !desk.scoring().canScore(drawn, mayBeTold)) {
            return GroupCase.ended(End.NOT_PERMITTED);
        }
        PromptRequest first = copy(drawn, asked.reference());
        Optional<FinalResponse> response = desk.purse().ask(first);
        if (response.isEmpty()) {
            return GroupCase.ended(End.LEFT);
        }
        return response.get().result() instanceof Answer answer
                        && answer.target().equals(asked.reference())
                ? beside(new First(original, first, answer, task), drawn, members, mayBeTold)
                : GroupCase.ended(End.WITHOUT_REFERENCE);
    }

    /** What the reference was asked and has answered. */
    private record First(String original, PromptRequest prompt, Answer answer, Task task) {}

    private GroupCase beside(First first, PromptRequest drawn, List<Target> members, Predicate<Target> mayBeTold)
            throws InterruptedException, ExecutionException {
        List<Pair> pairs = new ArrayList<>();
        int failed = 0;
        for (Target member : members) {
            PromptRequest prompt = copy(drawn, member);
            Optional<FinalResponse> response = desk.purse().ask(prompt);
            if (response.isEmpty()) {
                return GroupCase.ended(End.LEFT);
            }
            if (response.get().result() instanceof Answer answer) {
                score(first, member, prompt, answer, mayBeTold).ifPresent(pairs::add);
            } else if (response.get().result() instanceof Refusal refusal && isOfThePrompt(refusal.kind())) {
                failed++;
                pairs.add(new Pair(member, first.task(), 0, 1));
            }
        }
        return new GroupCase(End.ASKED, pairs, failed, members.size() - pairs.size());
    }

    private Optional<Pair> score(
            First first, Target member, PromptRequest prompt, Answer answer, Predicate<Target> mayBeTold)
            throws InterruptedException, ExecutionException {
        if (!answer.target().equals(member)) {
            return Optional.empty(); // a route that substitutes
        }
        AnswerPair pair = desk.scoring()
                .pair(first.original(), prompt, first.answer(), answer, recorded.expected(first.original()));
        Map<String, PairScore> scores = desk.scoring().first(prompt, pair, mayBeTold);
        desk.teller().tell(prompt, member, first.prompt().id().value(), asked.reference(), scores);
        return scores.values().stream().findFirst().flatMap(score -> pair(member, first.task(), score));
    }

    /** An answer that is only compared is worth more or less than an even one. */
    private static Optional<Pair> pair(Target member, Task task, PairScore score) {
        return switch (score) {
            case PairScore.Scored scored -> Optional.of(new Pair(member, task, scored.candidate(), scored.recorded()));
            case PairScore.Compared compared ->
                Optional.of(new Pair(member, task, compared.verdict().worth(), PairScore.EVEN));
            case PairScore.Likeness likeness -> Optional.empty();
            case PairScore.Failed none -> Optional.empty();
        };
    }

    /** That the model cannot answer this prompt, and would not another time; what else fails says nothing of how good it is. */
    private static boolean isOfThePrompt(FailureKind kind) {
        return switch (kind) {
            case INVALID_REQUEST, CONTENT_FILTERED, CONTEXT_TOO_LONG, UNSUPPORTED -> true;
            default -> false;
        };
    }

    private Predicate<Target> permitted(PromptRequest drawn, RoutingDecision decision) {
        ClassifiedPrompt classified =
                new ClassifiedPrompt(drawn, decision.classification(), List.of(), decision.at(), "");
        return target -> disclosure.permits(classified, target, decision.at());
    }

    private PromptRequest copy(PromptRequest drawn, Target target) {
        int number = target.equals(asked.reference()) ? 0 : 1 + asked.members().indexOf(target);
        return drawn.sampled(
                        new RequestId(drawn.id().value() + "~" + ARM + number),
                        clock.instant(),
                        new Experiment(experiment.value(), ARM))
                .asking(target);
    }
}
