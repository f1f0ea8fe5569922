package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.Constraints;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.judge.ExactMatch;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.PairScore.Why;
import io.promptyard.router.replay.judge.RubricJudge;
import io.promptyard.standalone.config.ConfigLoader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a sampled prompt is given to beside the target that the candidate chose for it. */
class CaseRunnerTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Target JUDGE = Target.of("court", "judge");
    private static final Target ANSWERS = Target.of("house", "model");

    /** A question names its model, so that it takes the first route, whichever the prompt took. */
    private static final String CONFIG = """
            providers:
              house: { dialect: openai, regions: [eu], zero-retention: true, data-classes: [health] }
              court: { dialect: openai, regions: [us] }
            models:
              house/model: { like: openai/gpt-4o }
              court/judge: { like: openai/gpt-4o }
            routes:
              - { name: questions, match: { model: court/judge } }
              - { name: closed, match: { endpoint: closed }, constraints: { %s } }
              - { name: open }
            """;

    private final List<PromptRequest> asked = new ArrayList<>();
    private final List<Map<String, PairScore>> told = new ArrayList<>();
    private String route = "open";
    private boolean refuses;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-providers: [court]",
                "providers: [house]",
                "regions: [eu]",
                "zero-retention: true",
                "data-class: health"
            })
    void shouldGiveNothingToAJudgeThatTheRouteOfTheAnswerForbids(String constraints) throws Exception {
        // Given
        route = "closed";
        // When
        LiveCase ran = runner(constraints).run(drawn(Constraints.NONE));
        // Then
        assertThat(ran.scores()).containsEntry("rubric:court/judge", new Failed(Why.NOT_ASKED));
        assertThat(ran.scores().get("exact")).isNotInstanceOf(Failed.class);
        assertThat(asked).extracting(PromptRequest::model).containsExactly(PromptRequest.AUTO);
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldGiveNothingToAJudgeWhenTheAnswersRouteIsNotOfTheCandidate() throws Exception {
        // Given
        route = "gone";
        // When
        LiveCase ran = runner("regions: [eu]").run(drawn(Constraints.NONE));
        // Then
        assertThat(ran.scores()).containsEntry("rubric:court/judge", new Failed(Why.NOT_ASKED));
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldGiveNothingToAJudgeThatThePromptForbids() throws Exception {
        // When
        LiveCase ran = runner("regions: [eu]")
                .run(drawn(
                        new Constraints(List.of(), false, null, null, List.of(), List.of(), List.of("court"), null)));
        // Then
        assertThat(ran.scores()).containsEntry("rubric:court/judge", new Failed(Why.NOT_ASKED));
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldAskTheJudgeUnderThePromptsOwnConstraintsWhenItsRouteAllowsIt() throws Exception {
        // Given
        Constraints constraints = new Constraints(List.of("us", "eu"), false, null, null, List.of());
        // When
        LiveCase ran = runner("regions: [eu]").run(drawn(constraints));
        // Then
        assertThat(ran.scores().get("rubric:court/judge")).isInstanceOf(Scored.class);
        assertThat(asked)
                .extracting(PromptRequest::model)
                .containsExactly(PromptRequest.AUTO, JUDGE.toString(), JUDGE.toString());
        assertThat(asked).extracting(PromptRequest::constraints).containsOnly(constraints);
    }

    @Test
    void shouldScoreNothingAndAskNobodyElseWhenTheRouteOfThePromptForbidsEveryTarget() throws Exception {
        // Given
        refuses = true;
        // When
        LiveCase ran = runner("regions: [eu]").run(drawn(Constraints.NONE));
        // Then
        assertThat(ran.isAnswered()).isFalse();
        assertThat(ran.response()).isNotNull();
        assertThat(ran.scores()).isEmpty();
        assertThat(asked).hasSize(1);
        assertThat(told).isEmpty();
    }

    private CaseRunner runner(String ofClosed) {
        Disclosure disclosure = new Disclosure(new ConfigLoader(Map.of(), Map.of())
                .read(CONFIG.formatted(ofClosed))
                .orThrow()
                .router());
        ExperimentId experiment = new ExperimentId("exp");
        Purse purse = new Purse(this::exchange, id -> false, () -> {});
        LiveOptions.Scorers scorers = new LiveOptions.Scorers(
                List.of(new ExactMatch()),
                List.of(new RubricJudge(JUDGE, true, RubricJudge.USUAL)),
                References.NONE,
                Map.of());
        Desk desk = new Desk(
                purse,
                new PairScoring(experiment, purse, scorers, () -> AT),
                (prompt, target, original, before, scores) -> told.add(scores));
        return new CaseRunner(experiment, desk, new Log(), disclosure, () -> AT);
    }

    private final class Log implements Recorded {
        @Override
        public @Nullable RoutingDecision decision(String id) {
            return null; // what was decided once is of no use here
        }

        @Override
        public FinalResponse response(String id) {
            return answered(drawn(Constraints.NONE), ANSWERS, "four");
        }

        @Override
        public String expected(String id) {
            return "four";
        }
    }

    private CompletableFuture<FinalResponse> exchange(PromptRequest prompt) {
        asked.add(prompt);
        if (refuses) {
            return CompletableFuture.completedFuture(FinalResponse.of(
                    prompt,
                    AT,
                    new Refusal(FailureKind.UNROUTABLE, "no target is permitted", 422, null, null, null, null, "", 0),
                    0,
                    BigDecimal.ZERO));
        }
        boolean question = prompt.model().equals(JUDGE.toString());
        return CompletableFuture.completedFuture(
                question ? answered(prompt, JUDGE, "{\"score\": 7}") : answered(prompt, ANSWERS, "four"));
    }

    private FinalResponse answered(PromptRequest prompt, Target target, String text) {
        var choice = new Completion.Choice(0, ChatMessage.of(Role.ASSISTANT, text), FinishReason.STOP, null, "{}");
        Answer answer = new Answer(
                target,
                route,
                new CompletionContent.Clear(new Completion(List.of(choice), null, "{}")),
                FinishReason.STOP,
                TokenUsage.of(10, 1),
                100,
                null,
                "a-1",
                0,
                List.of());
        return FinalResponse.of(prompt, AT, answer, 1, BigDecimal.ONE);
    }

    private static PromptRequest drawn(Constraints constraints) {
        return new PromptRequest(
                new RequestId("exp:p-1"),
                AT,
                null,
                "acme",
                "default",
                Map.of(),
                PromptRequest.AUTO,
                constraints,
                PromptBody.ofUser("What is two and two?"),
                false,
                null,
                null,
                null);
    }
}
