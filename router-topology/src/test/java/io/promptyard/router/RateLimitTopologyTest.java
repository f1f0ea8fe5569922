package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.ANTHROPIC;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.BudgetUnit;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.RateLimits;
import io.promptyard.model.Reservation;
import io.promptyard.model.SpendOption;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.config.BudgetConfig.Per.Kind;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.BudgetMeter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of requests and tokens a minute at the desk; a call holds 400 tokens and, where it goes first, 0.40 USD. */
class RateLimitTopologyTest {
    private static final Instant RESET = Prompts.START.plusSeconds(60);
    private static final Map<BudgetUnit, Long> TWO_REQUESTS = Map.of(BudgetUnit.REQUESTS, 2L);

    @TempDir
    Path state;

    @Test
    void shouldLetAsManyGoAsTheLimitHasAndTellTheRestWhenItBeginsAnew() {
        try (BudgetFixture desk = desk(limit(Kind.TENANT, TWO_REQUESTS, Over.REFUSE))) {
            // When
            for (int i = 1; i <= 4; i++) {
                desk.ask(request("p-" + i, null));
            }

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(Dispatch::rateLimits)
                    .containsExactly(requests(2, 1), requests(2, 0));
            assertThat(desk.responses()).hasSize(2).allSatisfy(response -> {
                Refusal refusal = (Refusal) response.result();
                assertThat(refusal.kind()).isEqualTo(FailureKind.RATE_LIMITED);
                assertThat(refusal.httpStatus()).isEqualTo(429);
                assertThat(refusal.retryAfterMillis()).isEqualTo(60_000);
                assertThat(refusal.message()).contains("limit l{tenant=default}", "2 requests per minute");
                assertThat(response.rateLimits()).isEqualTo(requests(2, 0));
            });
            assertThat(desk.decisions().getLast()).satisfies(decision -> {
                assertThat(decision.refusal()).isEqualTo(FailureKind.RATE_LIMITED);
                assertThat(decision.candidates().getFirst().reason()).isEqualTo("over-limit");
            });
        }
    }

    @Test
    void shouldBeginAnewWithTheMinute() {
        try (BudgetFixture desk = desk(limit(Kind.TENANT, TWO_REQUESTS, Over.REFUSE))) {
            // Given
            for (int i = 1; i <= 3; i++) {
                desk.ask(request("p-" + i, null));
            }

            // When
            desk.advance(Duration.ofSeconds(60));
            desk.ask(request("p-4", null));

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(dispatch -> dispatch.id().value())
                    .containsExactly("p-1", "p-2", "p-4");
            assertThat(desk.responses()).hasSize(1);
        }
    }

    @Test
    void shouldHoldALimitForEachKeyInEveryLane() {
        try (BudgetFixture desk = desk(limit(Kind.KEY, TWO_REQUESTS, Over.REFUSE))) {
            // When
            desk.ask(request("a-1", "team-a"));
            desk.ask(BudgetFixture.inLane("batch", request("a-2", "team-a")));
            desk.ask(request("a-3", "team-a"));
            desk.ask(request("b-1", "team-b"));
            desk.ask(request("n-1", null));

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(dispatch -> dispatch.id().value())
                    .containsExactly("a-1", "b-1", "n-1");
            assertThat(desk.dispatchesInBatch(OPENAI)).hasSize(1);
            assertThat(desk.responses())
                    .singleElement()
                    .satisfies(response ->
                            assertThat(((Refusal) response.result()).message()).contains("l{key=team-a}"));
        }
    }

    @Test
    void shouldHoldTokensUntilTheCallHasEndedAndCountWhatTheyWere() {
        try (BudgetFixture desk = desk(limit(Kind.TENANT, Map.of(BudgetUnit.TOKENS, 1000L), Over.REFUSE))) {
            // Given
            desk.ask(request("p-1", null));
            desk.ask(request("p-2", null));
            desk.ask(request("p-3", null));
            assertThat(desk.responses()).hasSize(1);

            // When: of 400 held 100 were taken, of the others it is not known
            desk.ended("p-1", "0.01", TokenUsage.of(60, 40), 1);
            desk.ended("p-2", null, null, 1);
            desk.ask(request("p-4", null));

            // Then
            List<Dispatch> gone = desk.dispatches(OPENAI);
            assertThat(gone)
                    .extracting(dispatch -> dispatch.rateLimits().tokens())
                    .containsExactly(
                            new RateLimits.Limit(1000, 600, RESET),
                            new RateLimits.Limit(1000, 200, RESET),
                            new RateLimits.Limit(1000, 100, RESET));
            assertThat(gone).allSatisfy(dispatch -> {
                assertThat(dispatch.reservedTokens()).isEqualTo(400);
                assertThat(dispatch.reservedUsd()).isNull();
                assertThat(dispatch.reserves()).isTrue();
            });
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.unit()).isEqualTo(BudgetUnit.TOKENS);
                assertThat(spend.spentUsd()).isEqualByComparingTo("500");
                assertThat(spend.reservedUsd()).isEqualByComparingTo("400");
                assertThat(spend.unknownCosts()).isEqualTo(1);
            });
        }
    }

    @Test
    void shouldSayThatNoTimeHelpsWhenACallIsLargerThanTheMinute() {
        try (BudgetFixture desk = desk(limit(Kind.TENANT, Map.of(BudgetUnit.TOKENS, 399L), Over.QUEUE))) {
            // When
            desk.ask(request("p-1", null));

            // Then
            assertThat(desk.responses()).singleElement().satisfies(response -> {
                assertThat(((Refusal) response.result()).kind()).isEqualTo(FailureKind.RATE_LIMITED);
                assertThat(((Refusal) response.result()).retryAfterMillis()).isNull();
            });
        }
    }

    @Test
    void shouldWaitForTheNextMinuteWhenItMayQueue() {
        try (BudgetFixture desk = desk(limit(Kind.TENANT, TWO_REQUESTS, Over.QUEUE))) {
            // Given
            for (int i = 1; i <= 3; i++) {
                desk.ask(request("p-" + i, null));
            }
            assertThat(desk.dispatches(OPENAI)).hasSize(2);

            // When
            desk.advance(Duration.ofSeconds(60));

            // Then
            assertThat(desk.dispatches(OPENAI)).singleElement().satisfies(dispatch -> {
                assertThat(dispatch.id().value()).isEqualTo("p-3");
                assertThat(dispatch.rateLimits().requests())
                        .isEqualTo(new RateLimits.Limit(2, 1, RESET.plusSeconds(60)));
            });
            assertThat(desk.responses()).isEmpty();
        }
    }

    @Test
    void shouldTakeAnotherModelWhenItMayDowngradeAndTheModelsLimitIsReached() {
        try (BudgetFixture desk = desk(limit(Kind.MODEL, TWO_REQUESTS, Over.DOWNGRADE))) {
            // When
            for (int i = 1; i <= 3; i++) {
                desk.ask(request("p-" + i, null));
            }

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(2);
            assertThat(desk.dispatches(ANTHROPIC))
                    .singleElement()
                    .satisfies(dispatch -> assertThat(dispatch.rateLimits()).isEqualTo(requests(2, 1)));
            assertThat(desk.decisions().getLast().candidates().getFirst().reason())
                    .isEqualTo("over-limit");
        }
    }

    @Test
    void shouldCountARequestOnceWhenItFallsBack() {
        try (BudgetFixture desk = desk(limit(Kind.TENANT, TWO_REQUESTS, Over.REFUSE))) {
            // Given
            desk.ask(request("p-1", null));

            // When
            desk.ask(fallback("p-1"));
            desk.ask(request("p-2", null));
            desk.ask(request("p-3", null));

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(dispatch -> dispatch.id() + "/" + dispatch.attempt())
                    .containsExactly("p-1/1", "p-1/2", "p-2/1");
            assertThat(desk.responses())
                    .extracting(FinalResponse::id)
                    .singleElement()
                    .hasToString("p-3");
        }
    }

    @Test
    void shouldTellOfTheTightestWhenSeveralLimitsHold() {
        CeilingConfig house = BudgetFixture.limit("house", Kind.ENDPOINT, Map.of(BudgetUnit.REQUESTS, 3L), Over.REFUSE);
        try (BudgetFixture desk = new BudgetFixture(
                state, BudgetFixture.config(List.of(limit(Kind.KEY, TWO_REQUESTS, Over.REFUSE), house)))) {
            // When
            desk.ask(request("a-1", "a"));
            desk.ask(request("a-2", "a"));
            desk.ask(request("b-1", "b"));
            desk.ask(request("b-2", "b"));

            // Then: a prompt that one limit refuses takes nothing of the other
            assertThat(desk.dispatches(OPENAI))
                    .extracting(Dispatch::rateLimits)
                    .containsExactly(requests(2, 1), requests(2, 0), requests(3, 0));
            assertThat(desk.responses())
                    .singleElement()
                    .satisfies(response -> assertThat(response.rateLimits()).isEqualTo(requests(3, 0)));
        }
    }

    @Test
    void shouldMeterByTheConfiguredNameAndTheFullestOfItsKeys() {
        try (BudgetFixture desk = desk(limit(Kind.KEY, TWO_REQUESTS, Over.QUEUE))) {
            // Given
            desk.ask(request("a-1", "secret-team"));
            desk.ask(request("a-2", "secret-team"));
            desk.ask(request("a-3", "secret-team"));
            desk.ask(request("b-1", "b"));

            // When
            desk.advance(Duration.ofSeconds(1));

            // Then
            assertThat(gauge(desk, BudgetMeter.FULLEST)).isEqualTo(1);
            assertThat(gauge(desk, BudgetMeter.KEYS)).isEqualTo(2);
            assertThat(gauge(desk, BudgetMeter.SPENT)).isEqualTo(3);
            assertThat(gauge(desk, BudgetMeter.WAITING)).isEqualTo(1);
            assertThat(desk.meters
                            .get(BudgetMeter.ANSWERS.id())
                            .tags("answer", "granted", "budget", "none", "unit", "none")
                            .counter()
                            .count())
                    .isEqualTo(3);
            assertThat(desk.meters
                            .get(BudgetMeter.ANSWERS.id())
                            .tags("answer", "waiting", "budget", "l", "unit", "requests")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(desk.meters
                            .get(BudgetMeter.ANSWERS.id())
                            .tags("answer", "refused", "budget", "l", "unit", "requests")
                            .counter()
                            .count())
                    .isZero();
            assertThat(desk.meters.getMeters().toString()).doesNotContain("secret-team");
        }
    }

    private static double gauge(BudgetFixture desk, BudgetMeter meter) {
        return desk.meters.get(meter.id()).gauge().value();
    }

    private BudgetFixture desk(CeilingConfig limit) {
        RouterConfig config = BudgetFixture.config(List.of(limit));
        return new BudgetFixture(state, config);
    }

    private static CeilingConfig limit(Kind per, Map<BudgetUnit, Long> rates, Over over) {
        return BudgetFixture.limit("l", per, rates, over);
    }

    private static RateLimits requests(long limit, long remaining) {
        return new RateLimits(new RateLimits.Limit(limit, remaining, RESET), null);
    }

    private static Reservation request(String id, @Nullable String keyId) {
        Dispatch plain = Prompts.dispatch(id, GPT, 1, 1);
        ClassifiedPrompt prompt = plain.prompt();
        ClassifiedPrompt keyed = new ClassifiedPrompt(
                prompt.request().withKeyId(keyId),
                prompt.classification(),
                prompt.attempts(),
                prompt.deadline(),
                prompt.route());
        return options(BudgetFixture.request(new Dispatch(plain.id(), plain.at(), keyed, GPT, 1, 1, "v1")));
    }

    private static Reservation options(Reservation request) {
        return new Reservation(
                request.dispatch(),
                request.decision(),
                List.of(
                        new SpendOption(GPT, new BigDecimal(BudgetFixture.BOUND), null, 400L),
                        new SpendOption(Configs.CLAUDE, new BigDecimal("0.04"), null, 400L)),
                request.lane());
    }

    /** The second attempt of a prompt whose first was refused with 500. */
    private static Reservation fallback(String id) {
        Dispatch first = Prompts.dispatch(id, GPT, 1, 1);
        AttemptSummary failed = new AttemptSummary(
                1, id + "#1.1", GPT, FailureKind.PROVIDER_ERROR, "", 500, null, Prompts.START, 5, BigDecimal.ZERO);
        ClassifiedPrompt tried = new ClassifiedPrompt(
                first.request(), first.prompt().classification(), List.of(failed), first.deadline(), first.route());
        return options(BudgetFixture.request(new Dispatch(first.id(), first.at(), tried, GPT, 2, 0, "v1")));
    }
}
