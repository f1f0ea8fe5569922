package io.promptyard.router.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.Constraints;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SealedBody;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.config.RetryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.ScriptedConnector;
import io.promptyard.router.judge.Judged.Nothing;
import io.promptyard.router.judge.Judged.Rated;
import io.promptyard.router.judge.Judged.Why;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifficultyJudgeTest {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Target CHEAP = Target.of("us", "cheap");
    private static final TokenUsage USAGE = new TokenUsage(100, 8, 108, 0, 0, 0, "{}");

    private final ScriptedConnector connector = new ScriptedConnector(CHEAP.provider());
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<ProviderAttempt> attempts = new ArrayList<>();
    private final List<@Nullable BigDecimal> spent = new ArrayList<>();
    private Disclosure disclosure = new Disclosure(config());
    private final DifficultyJudge judge = new DifficultyJudge(
            CHEAP,
            true,
            connector,
            CostAwarePolicy.of(config()),
            () -> disclosure,
            Duration.ofSeconds(2),
            (delay, work) -> {
                alarms.add(work);
                return () -> alarms.remove(work);
            },
            new JudgeBooks(
                    attempts::add,
                    new AttemptCosts(new CostCalculator(config().catalogue())),
                    new JudgeBudget(null),
                    new Spending(),
                    () -> NOW),
            () -> NOW,
            () -> "attempt-1");

    private final class Spending implements JudgeListener {
        @Override
        public void passed(Passed why) {}

        @Override
        public void went(Went how, long millis) {}

        @Override
        public void spent(@Nullable BigDecimal usd) {
            spent.add(usd);
        }
    }

    private CompletionStage<Judged> ask(ClassifiedPrompt prompt) {
        return judge.ask(judge.question(prompt).orElseThrow());
    }

    @Test
    void shouldRateWhenTheAnswerIsTheObjectThatWasAskedFor() {
        // When
        CompletionStage<Judged> judged = ask(prompt(Constraints.NONE));
        connector.last().end(answer(" {\"difficulty\": 10}\n"));
        // Then
        assertThat(now(judged)).isEqualTo(new Rated(10));
        assertThat(new Rated(10).complexity()).isEqualTo(1);
        assertThat(new Rated(1).complexity()).isZero();
        assertThat(alarms).isEmpty();
        var asked = connector.last().dispatch().request();
        assertThat(connector.last().dispatch().target()).isEqualTo(CHEAP);
        assertThat(asked.id().value()).isEqualTo("r-1");
        assertThat(asked.tenant()).isEqualTo("acme");
        assertThat(((PromptBody) asked.body()).messages().getLast().text()).endsWith("Is 91 prime?");
        assertThat(((PromptBody) asked.body()).sampling().maxTokens()).isEqualTo(20);
        assertThat(((PromptBody) asked.body()).responseFormat()).contains("json_schema");
    }

    @Test
    void shouldBookTheCallAsAJudgesAndNotAsAnAnswers() {
        // When
        ask(prompt(Constraints.NONE));
        connector.last().end(answer("{\"difficulty\": 3}"));
        // Then
        assertThat(attempts).extracting(ProviderAttempt::phase).containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(attempt.purpose()).isEqualTo(ProviderAttempt.Purpose.JUDGE);
            assertThat(attempt.id().value()).isEqualTo("r-1");
            assertThat(attempt.attempt()).isZero();
            assertThat(attempt.tenant()).isEqualTo("acme");
        });
        assertThat(attempts.getLast().costUsd()).isEqualByComparingTo("0.0000132");
        assertThat(attempts.getLast().usage()).isEqualTo(USAGE);
        assertThat(spent).containsExactly(attempts.getLast().costUsd());
    }

    @Test
    void shouldBookAnUnknownCostWhenTheTimeIsOver() {
        // When
        ask(prompt(Constraints.NONE));
        alarms.getFirst().run();
        // Then
        assertThat(attempts).hasSize(2);
        assertThat(attempts.getLast().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(attempts.getLast().costUsd()).isNull();
        assertThat(spent).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "null",
                "[7]",
                "\"7\"",
                "{}",
                "{\"difficulty\": 0}",
                "{\"difficulty\": 11}",
                "{\"difficulty\": 7.5}",
                "{\"difficulty\": \"7\"}",
                "{\"difficulty\": 7, \"why\": \"hard\"}",
                "{\"difficulty\": 7, \"difficulty\": 7}",
                "{\"difficulty\": 7} I think",
                "```json\n{\"difficulty\": 7}\n```",
                "{\"difficulty\": 99999999999999999999}",
                "Sure! {\"difficulty\": 7}"
            })
    void shouldRateNothingWhenTheAnswerIsAnythingElse(String answer) {
        // When
        CompletionStage<Judged> judged = ask(prompt(Constraints.NONE));
        connector.last().end(answer(answer));
        // Then
        assertThat(now(judged)).isEqualTo(new Nothing(Why.JUNK));
    }

    @Test
    void shouldRateNothingWhenTheAnswerIsLong() {
        // When
        CompletionStage<Judged> judged = ask(prompt(Constraints.NONE));
        connector.last().end(answer(" ".repeat(1_000_000) + "{\"difficulty\": 7}"));
        // Then
        assertThat(now(judged)).isEqualTo(new Nothing(Why.JUNK));
    }

    @Test
    void shouldCancelAndFallBackWhenTheTimeIsOver() {
        // When
        CompletionStage<Judged> judged = ask(prompt(Constraints.NONE));
        alarms.getFirst().run();
        // Then
        assertThat(now(judged)).isEqualTo(new Nothing(Why.LATE));
        assertThat(connector.last().outcome().result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CANCELLED));
    }

    @Test
    void shouldFallBackWhenTheCallFailsOrCannotBegin() {
        // When
        CompletionStage<Judged> failed = ask(prompt(Constraints.NONE));
        connector.last().end(Failed.of(FailureKind.NETWORK, "refused", 3));
        connector.breakWith(new IllegalStateException("broken"));
        CompletionStage<Judged> broken = ask(prompt(Constraints.NONE));
        // Then
        assertThat(now(failed)).isEqualTo(new Nothing(Why.FAILED));
        assertThat(now(broken)).isEqualTo(new Nothing(Why.FAILED));
        assertThat(alarms).isEmpty();
    }

    @Test
    void shouldNotAskWhenThePromptMayNotGoThere() {
        // Given
        List<Constraints> forbidding = List.of(
                new Constraints(List.of("eu"), false, null, null, List.of()),
                new Constraints(List.of(), true, null, null, List.of()),
                new Constraints(List.of(), false, new BigDecimal("0.0000000001"), null, List.of()),
                new Constraints(List.of(), false, null, null, List.of("vision")),
                new Constraints(List.of(), false, null, null, List.of(), List.of("eu"), List.of(), null),
                new Constraints(List.of(), false, null, null, List.of(), List.of(), List.of("us"), null),
                new Constraints(List.of(), false, null, null, List.of(), List.of(), List.of(), "internal"));
        // Then
        assertThat(forbidding)
                .allSatisfy(constraints ->
                        assertThat(judge.question(prompt(constraints))).isEmpty());
        assertThat(judge.question(prompt(
                        new PromptContent.Sealed(new SealedBody("k", "a", ByteBuffer.allocate(4))), Constraints.NONE)))
                .isEmpty();
        assertThat(connector.calls()).isEmpty();
    }

    /** The question names its model, and has no key: it would take another route. */
    @Test
    void shouldNotAskWhenTheRouteOfThePromptForbidsItWhateverRouteTheQuestionTakes() {
        // Given
        ProviderId provider = CHEAP.provider();
        List<RouteConstraints> forbidding = List.of(
                new RouteConstraints(Set.of(), Set.of(provider)),
                new RouteConstraints(Set.of(new ProviderId("other")), Set.of()),
                new RouteConstraints(Set.of(), Set.of(), List.of("EU"), false, null),
                new RouteConstraints(Set.of(), Set.of(), List.of(), true, null),
                new RouteConstraints(Set.of(), Set.of(), List.of(), false, "health"));
        // When / Then
        for (RouteConstraints each : forbidding) {
            disclosure = new Disclosure(unnamedUnder(each));
            assertThat(judge.question(prompt(Constraints.NONE)))
                    .as(each.toString())
                    .isEmpty();
        }
        disclosure = new Disclosure(unnamedUnder(new RouteConstraints(Set.of(), Set.of(), List.of("US"), false, null)));
        assertThat(judge.question(prompt(Constraints.NONE))).isPresent();
    }

    /** A route of their own for prompts that name no model, before all others. */
    private static RouterConfig unnamedUnder(RouteConstraints constraints) {
        RouterConfig plain = config();
        RouteMatch unnamed = new RouteMatch(
                Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), List.of(PromptRequest.AUTO), null, null, null, null);
        RouteConfig first = new RouteConfig(
                "unnamed",
                unnamed,
                new Strategy.CheapestCapable(),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                null,
                constraints);
        return new RouterConfig(
                plain.version(),
                plain.providers(),
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                Stream.concat(Stream.of(first), plain.routes().stream()).toList(),
                plain.ceilings(),
                plain.retries());
    }

    @Test
    void shouldAskAllTheSameWhenTheQualityOfTheAnswerIsBounded() {
        // When
        ask(prompt(new Constraints(List.of("us"), false, null, 0.99, List.of())));
        // Then
        assertThat(connector.calls()).hasSize(1);
    }

    @Test
    void shouldRefuseAConnectorOfAnotherProvider() {
        assertThatThrownBy(() -> new DifficultyJudge(
                        Target.of("eu", "cheap"),
                        false,
                        connector,
                        CostAwarePolicy.of(config()),
                        () -> disclosure,
                        Duration.ofSeconds(1),
                        (delay, work) -> () -> {},
                        new JudgeBooks(
                                attempts::add,
                                new AttemptCosts(new CostCalculator(config().catalogue())),
                                new JudgeBudget(null),
                                new Spending(),
                                () -> NOW),
                        () -> NOW,
                        () -> "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable Judged now(CompletionStage<Judged> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    private static Answered answer(String text) {
        var choice = new Completion.Choice(0, ChatMessage.of(Role.ASSISTANT, text), FinishReason.STOP, null, "{}");
        return new Answered(
                new CompletionContent.Clear(new Completion(List.of(choice), null, "{}")),
                FinishReason.STOP,
                USAGE,
                300,
                null,
                0);
    }

    private static ClassifiedPrompt prompt(Constraints constraints) {
        return prompt(PromptBody.ofUser("Is 91 prime?"), constraints);
    }

    private static ClassifiedPrompt prompt(PromptContent body, Constraints constraints) {
        PromptRequest request = new PromptRequest(
                new RequestId("r-1"),
                NOW,
                null,
                "acme",
                "default",
                Map.of(),
                "auto",
                constraints,
                body,
                true,
                null,
                null,
                3);
        Classification first = new Classification("first", Task.MATH, 0.9, "math", "en", 6, 0.5, Map.of(), Map.of(), 9);
        return new ClassifiedPrompt(request, first, List.of(), NOW.plusSeconds(60), "");
    }

    private static RouterConfig config() {
        ProviderId us = CHEAP.provider();
        TreeMap<ProviderId, ProviderConfig> providers = new TreeMap<>(Map.of(
                us,
                ProviderConfig.at(us, "openai", URI.create("http://127.0.0.1:1"))
                        .regions(List.of("us"))
                        .maxConcurrency(8)
                        .lookAhead(8)
                        .build()));
        ModelSpec cheap = new ModelSpec(
                CHEAP,
                new Price(new BigDecimal("0.1"), new BigDecimal("0.4"), null, null),
                16_000,
                4_000,
                Set.of(Capability.STREAMING, Capability.JSON_SCHEMA),
                0.6,
                Map.of(),
                "for this test");
        return new RouterConfig(
                "v1",
                providers,
                new ModelCatalogue(List.of(cheap)),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig("default", RouteMatch.ALL, new Strategy.CheapestCapable(), null, null, false)),
                List.of(),
                RetryConfig.DEFAULTS);
    }
}
