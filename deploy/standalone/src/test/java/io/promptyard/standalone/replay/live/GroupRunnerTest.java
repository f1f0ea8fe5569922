package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.Constraints;
import io.promptyard.model.Experiment;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.equivalence.GroupTest;
import io.promptyard.router.replay.equivalence.TestPlan;
import io.promptyard.router.replay.judge.ExactMatch;
import io.promptyard.router.replay.judge.RubricJudge;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.replay.live.GroupCase.End;
import io.promptyard.standalone.replay.live.GroupCase.Pair;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What members of a group are asked, and what is made of their answers. */
class GroupRunnerTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final ExperimentId ID = new ExperimentId("exp");
    private static final Target FIRST = Target.of("us", "first");
    private static final Target GOOD = Target.of("eu", "good");
    private static final Target POOR = Target.of("us", "poor");
    private static final String CONFIG = """
            providers:
              us: { dialect: simulated, regions: [us] }
              eu: { dialect: simulated, regions: [eu] }
            models:
              us/first: { like: openai/gpt-4o }
              us/poor: { like: openai/gpt-4o }
              eu/good: { like: openai/gpt-4o }
            routes:
              - { name: home, match: { endpoint: home }, constraints: { regions: [us] }, strategy: { priority: [us/first] } }
              - { name: all, match: {}, strategy: { priority: [us/first] } }
            """;

    /** By model: what it says, or why it says nothing. */
    private final Map<Target, Object> answers = new HashMap<>(Map.of(FIRST, "4", GOOD, "4", POOR, "5"));

    private final List<PromptRequest> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int moneyFor = Integer.MAX_VALUE;
    private final GroupTest test = new GroupTest(new TestPlan(0.3, 0.05, 0.9), FIRST, List.of(FIRST, GOOD, POOR));

    private CompletableFuture<FinalResponse> exchange(PromptRequest prompt) {
        asked.add(prompt);
        Object answer = asked.size() > moneyFor ? FailureKind.OVER_BUDGET : answers.get(Target.parse(prompt.model()));
        return CompletableFuture.completedFuture(FinalResponse.of(
                prompt,
                AT,
                answer instanceof FailureKind kind
                        ? new Refusal(kind, "", kind.httpStatus(), null, null, null, 9L, "", 0)
                        : answer(Target.parse(prompt.model()), String.valueOf(answer)),
                1,
                BigDecimal.ZERO));
    }

    private static Answer answer(Target target, String text) {
        Completion said = new Completion(
                List.of(new Completion.Choice(0, ChatMessage.of(Role.ASSISTANT, text), FinishReason.STOP, null, "{}")),
                null,
                "{}");
        return new Answer(target, "all", new CompletionContent.Clear(said), FinishReason.STOP, null, 100, null, "a", 0);
    }

    private GroupRunner runner() {
        return runner(new LiveOptions.Scorers(List.of(new ExactMatch()), List.of(), References.NONE, Map.of()));
    }

    private GroupRunner runner(LiveOptions.Scorers scorers) {
        Purse purse = new Purse(this::exchange, id -> false, () -> {});
        Clock clock = Clock.fixed(AT, ZoneOffset.UTC);
        Desk desk = new Desk(
                purse,
                new PairScoring(ID, purse, scorers, clock),
                (prompt, target, original, before, scores) ->
                        told.add(prompt.id().value() + " " + target + " beside " + original + " " + before));
        return new GroupRunner(
                ID,
                new GroupAsked("support", FIRST, List.of(FIRST, GOOD, POOR), Set.of(), new TestPlan(0.3, 0.05, 0.9), 9),
                desk,
                new Log(),
                new Disclosure(new ConfigLoader(Map.of(), Map.of())
                        .read(CONFIG)
                        .orThrow()
                        .router()),
                new GroupFeed(test, List.of(GOOD, POOR)),
                clock);
    }

    /** Knows every prompt but those that are gone. */
    private static final class Log implements Recorded {
        @Override
        public @Nullable RoutingDecision decision(String id) {
            return id.startsWith("gone")
                    ? null
                    : new RoutingDecision(
                            new RequestId(id),
                            AT,
                            "acme",
                            "default",
                            Map.of(),
                            PromptRequest.AUTO,
                            "recorded",
                            new Classification("test", Task.CODE, 1, "general", "en", 4, 0.3, Map.of(), Map.of(), 1),
                            "all",
                            "priority",
                            FIRST,
                            List.of(),
                            1,
                            1,
                            null,
                            null);
        }

        @Override
        public @Nullable FinalResponse response(String id) {
            return null; // answers of the log are not used
        }

        @Override
        public @Nullable String expected(String id) {
            return "4";
        }
    }

    private static PromptRequest drawn(String id, String endpoint, Constraints constraints) {
        return new PromptRequest(
                new RequestId(ID.of(id)),
                AT,
                null,
                "acme",
                endpoint,
                Map.of(),
                PromptRequest.AUTO,
                constraints,
                PromptBody.ofUser("2+2?"),
                false,
                new Experiment("exp", "sample"),
                null,
                null);
    }

    private static PromptRequest drawn(String id) {
        return drawn(id, "default", Constraints.NONE);
    }

    private List<String> models() {
        return asked.stream().map(PromptRequest::model).toList();
    }

    @Test
    void shouldScoreEachMemberBesideTheReference() throws Exception {
        // When: whatever a prompt asks an answer to be worth, who is to be tested is asked
        GroupCase ran = runner().run(drawn(
                "p1", "default", new Constraints(List.of(), true, new BigDecimal("0.5"), 0.99, List.of())));
        // Then
        assertThat(ran.end()).isEqualTo(End.NOT_PERMITTED);
        GroupCase open = runner().run(drawn(
                "p1", "default", new Constraints(List.of(), false, new BigDecimal("0.5"), 0.99, List.of())));
        assertThat(open.end()).isEqualTo(End.ASKED);
        assertThat(open.pairs()).containsExactly(new Pair(GOOD, Task.CODE, 1, 1), new Pair(POOR, Task.CODE, 0, 1));
        assertThat(models()).containsExactly("us/first", "eu/good", "us/poor");
        assertThat(asked)
                .extracting(each -> each.id().value())
                .containsExactly("exp:p1~member0", "exp:p1~member2", "exp:p1~member3");
        assertThat(asked).allSatisfy(each -> {
            assertThat(each.constraints().minQuality()).isNull();
            assertThat(each.constraints().maxCostUsd()).isEqualByComparingTo("0.5");
        });
        assertThat(told)
                .containsExactly(
                        "exp:p1~member2 eu/good beside exp:p1~member0 us/first",
                        "exp:p1~member3 us/poor beside exp:p1~member0 us/first");
    }

    @Test
    void shouldGiveAPromptToNobodyWhomItsOwnRouteForbids() throws Exception {
        // When: a copy that names a model may match another route
        GroupCase home = runner().run(drawn("p1", "home", Constraints.NONE));
        // Then
        assertThat(models()).containsExactly("us/first", "us/poor");
        assertThat(home.pairs()).extracting(Pair::member).containsExactly(POOR);
        // When
        asked.clear();
        GroupCase abroad =
                runner().run(drawn("p2", "default", new Constraints(List.of("eu"), false, null, null, List.of())));
        GroupCase gone = runner().run(drawn("gone"));
        // Then: the reference may not have it, and of the other nothing is known
        assertThat(List.of(abroad.end(), gone.end())).containsOnly(End.NOT_PERMITTED);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldPayForNoAnswerThatNobodyCouldScore() throws Exception {
        // Given: a judge abroad, alone
        LiveOptions.Scorers judge = new LiveOptions.Scorers(
                List.of(), List.of(new RubricJudge(GOOD, true, RubricJudge.USUAL)), References.NONE, Map.of());
        // When
        GroupCase home = runner(judge).run(drawn("p1", "home", Constraints.NONE));
        GroupCase bounded = runner(judge)
                .run(drawn("p2", "default", new Constraints(List.of(), false, BigDecimal.ONE, null, List.of())));
        // Then
        assertThat(List.of(home.end(), bounded.end())).containsOnly(End.NOT_PERMITTED);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAskNobodyOfWhomItIsFoundAlready() throws Exception {
        // Given
        for (int pair = 0; pair < 100; pair++) {
            test.compare(POOR, Task.CODE, 0, 1);
        }
        // When
        GroupCase one = runner().run(drawn("p1"));
        for (int pair = 0; pair < 100; pair++) {
            test.compare(GOOD, Task.CODE, 1, 1);
        }
        GroupCase none = runner().run(drawn("p2"));
        // Then
        assertThat(one.pairs()).extracting(Pair::member).containsExactly(GOOD);
        assertThat(none.end()).isEqualTo(End.DECIDED);
        assertThat(models()).containsExactly("us/first", "eu/good");
    }

    @Test
    void shouldCountAsWorstWhatAMemberCannotAnswerAndNotWhatOnlyFailed() throws Exception {
        // Given
        answers.put(GOOD, FailureKind.CONTENT_FILTERED);
        answers.put(POOR, FailureKind.RATE_LIMITED);
        // When
        GroupCase ran = runner().run(drawn("p1"));
        // Then
        assertThat(ran.pairs()).containsExactly(new Pair(GOOD, Task.CODE, 0, 1));
        assertThat(ran.failed()).isEqualTo(1);
        assertThat(ran.unscored()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldAskNobodyElseWhenTheReferenceDoesNotAnswer() throws Exception {
        // Given
        answers.put(FIRST, FailureKind.TIMEOUT);
        // When / Then
        assertThat(runner().run(drawn("p1")).end()).isEqualTo(End.WITHOUT_REFERENCE);
        assertThat(models()).containsExactly("us/first");
    }

    @Test
    void shouldLeaveThePromptWholeWhenTheMoneyEndsAmongItsAnswers() throws Exception {
        // Given: enough for the reference and one member
        moneyFor = 2;
        // When
        GroupCase ran = runner().run(drawn("p1"));
        // Then
        assertThat(ran.end()).isEqualTo(End.LEFT);
        assertThat(ran.pairs()).isEmpty();
    }
}
