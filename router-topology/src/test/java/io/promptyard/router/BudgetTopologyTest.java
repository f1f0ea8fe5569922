package io.promptyard.router;

import static io.promptyard.router.BudgetFixture.request;
import static io.promptyard.router.fixture.Configs.ANTHROPIC;
import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.fixture.Prompts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget of one dollar a minute for each tenant; a call holds 0.40. */
class BudgetTopologyTest {
    @TempDir
    Path state;

    @Test
    void shouldDispatchWithItsDecisionWhenTheBudgetHasEnough() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // When
            desk.ask(request("p-1"));

            // Then
            assertThat(desk.dispatches(OPENAI)).singleElement().satisfies(dispatch -> {
                assertThat(dispatch.target()).isEqualTo(GPT);
                assertThat(dispatch.reservedUsd()).isEqualByComparingTo(BudgetFixture.BOUND);
                assertThat(dispatch.request()).isEqualTo(Prompts.prompt("p-1"));
            });
            assertThat(desk.decisions()).singleElement().satisfies(decision -> {
                assertThat(decision.target()).isEqualTo(GPT);
                assertThat(decision.candidates())
                        .isEqualTo(request("p-1").decision().candidates());
                assertThat(decision.budgetsAskedAt()).isEqualTo(desk.clock.instant());
                assertThat(decision.budgets()).singleElement().satisfies(use -> {
                    assertThat(use.account()).startsWith("team{tenant=default}|minute|");
                    assertThat(use.used()).isZero();
                });
            });
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.budget()).isEqualTo("team{tenant=default} per minute");
                assertThat(spend.reservedUsd()).isEqualByComparingTo("0.40");
                assertThat(spend.limitUsd()).isEqualByComparingTo("1");
            });
            assertThat(desk.responses()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWithTheTimeOfTheNextWindowWhenItHasNot() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // Given
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));

            // When
            desk.ask(request("p-3"));

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(2);
            assertThat(desk.dispatches(ANTHROPIC)).isEmpty();
            assertThat(desk.responses()).singleElement().satisfies(response -> {
                Refusal refusal = (Refusal) response.result();
                assertThat(response.id().value()).isEqualTo("p-3");
                assertThat(refusal.kind()).isEqualTo(FailureKind.OVER_BUDGET);
                assertThat(refusal.httpStatus()).isEqualTo(402);
                assertThat(refusal.retryAfterMillis()).isEqualTo(60_000);
                assertThat(refusal.message()).contains("team{tenant=default}", "2026-11-20T12:01:00Z");
            });
            assertThat(desk.deadLetters()).hasSize(1);
            assertThat(desk.decisions().getLast()).satisfies(decision -> {
                assertThat(decision.target()).isNull();
                assertThat(decision.refusal()).isEqualTo(FailureKind.OVER_BUDGET);
            });
        }
    }

    @Test
    void shouldTakeTheCheaperTargetWhenItMayDowngrade() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.DOWNGRADE)) {
            // Given
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));

            // When
            desk.ask(request("p-3"));

            // Then
            assertThat(desk.dispatches(ANTHROPIC)).singleElement().satisfies(dispatch -> {
                assertThat(dispatch.target()).isEqualTo(CLAUDE);
                assertThat(dispatch.reservedUsd()).isEqualByComparingTo("0.04");
            });
            RoutingDecision decision = desk.decisions().getLast();
            assertThat(decision.target()).isEqualTo(CLAUDE);
            assertThat(decision.candidates())
                    .extracting(Candidate::state, Candidate::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Candidate.State.ELIGIBLE, "over-budget"),
                            org.assertj.core.groups.Tuple.tuple(Candidate.State.CHOSEN, ""));
        }
    }

    @Test
    void shouldNameTheLimitThatPassesSoonestWhenEveryOptionIsOverOne() {
        try (BudgetFixture desk = new BudgetFixture(state, minuteAndDay(Over.DOWNGRADE))) {
            // Given: GPT's minute, and then CLAUDE's minute and day
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));

            // When
            desk.ask(request("p-3"));

            // Then
            assertThat(desk.dispatches(ANTHROPIC)).hasSize(1);
            assertThat(desk.responses()).singleElement().satisfies(response -> {
                Refusal refusal = (Refusal) response.result();
                assertThat(refusal.kind()).isEqualTo(FailureKind.RATE_LIMITED);
                assertThat(refusal.retryAfterMillis()).isEqualTo(60_000);
                assertThat(refusal.message()).contains("minute{model=openai/gpt-4o}");
            });
        }
    }

    @Test
    void shouldWaitForTheWindowThatComesSoonestWhenEveryOptionIsOverOne() {
        try (BudgetFixture desk = new BudgetFixture(state, minuteAndDay(Over.QUEUE))) {
            // Given
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));
            desk.ask(request("p-3"));
            assertThat(desk.responses()).isEmpty();

            // When
            desk.advance(Duration.ofMinutes(1));

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(dispatch -> dispatch.id().value())
                    .containsExactly("p-1", "p-3");
        }
    }

    /** One request a minute for each model, and a nickel a day at ANTHROPIC, which is enough for one call. */
    private static RouterConfig minuteAndDay(Over dayOver) {
        BudgetConfig day = new BudgetConfig(
                "day",
                Map.of(BudgetWindow.DAY, new BigDecimal("0.05")),
                ZoneOffset.UTC,
                List.of(),
                Set.of(),
                Set.of(ANTHROPIC.value()));
        return BudgetFixture.config(List.of(
                BudgetFixture.limit(
                        "minute", BudgetConfig.Per.Kind.MODEL, Map.of(BudgetUnit.REQUESTS, 1L), Over.DOWNGRADE),
                new CeilingConfig(RouteMatch.ALL, null, dayOver, day)));
    }

    @Test
    void shouldGiveBackWhatWasNotSpentWhenTheCallEnded() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // Given
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));

            // When
            desk.ended("p-1", "0.1", 1);
            desk.ended("p-1", "0.1", 1);
            desk.ask(request("p-3"));

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(3);
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.spentUsd()).isEqualByComparingTo("0.1");
                assertThat(spend.reservedUsd()).isEqualByComparingTo("0.80");
            });
        }
    }

    @Test
    void shouldKeepTheReservationWhenTheAttemptEndsNone() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // Given
            desk.ask(request("p-1"));

            // When
            desk.ended("p-1", "0", null);

            // Then
            assertThat(desk.spend())
                    .singleElement()
                    .satisfies(spend -> assertThat(spend.reservedUsd()).isEqualByComparingTo("0.40"));
        }
    }

    @Test
    void shouldAnswerOnceWhenARequestIsReadTwice() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // When
            for (String id : List.of("p-1", "p-1", "p-2", "p-3", "p-3")) {
                desk.ask(request(id));
            }

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(2);
            assertThat(desk.responses()).hasSize(1);
        }
    }

    @Test
    void shouldChargeTheFailedCallAndReserveAnewWhenAPromptFallsBack() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // Given
            desk.ask(request("p-1"));
            AttemptSummary free = summary(1, "0");
            AttemptSummary billed = summary(2, "0.25");

            // When: the second attempt of the dispatch cost something, and its end comes later than the prompt
            desk.ask(request(again("p-1", List.of(free, billed))));
            desk.ended("p-1", "0.25", 1);

            // Then
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.spentUsd()).isEqualByComparingTo("0.25");
                assertThat(spend.reservedUsd()).isEqualByComparingTo("0.40");
                assertThat(spend.unknownCosts()).isZero();
            });
            assertThat(desk.dispatches(OPENAI)).extracting(Dispatch::attempt).containsExactly(1, 3);
        }
    }

    @Test
    void shouldPayFromOnePotAndAnswerInEachLaneWhenThereAreTwo() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // When
            desk.ask(request("p-1"));
            desk.ask(BudgetFixture.inLane("batch", request("p-2")));
            desk.ask(BudgetFixture.inLane("batch", request("p-3")));
            desk.ask(BudgetFixture.inLane("gone", request("p-4")));

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(each -> each.id().value())
                    .containsExactly("p-1");
            assertThat(desk.dispatchesInBatch(OPENAI))
                    .extracting(each -> each.id().value())
                    .containsExactly("p-2");
            assertThat(desk.responsesInBatch())
                    .extracting(each -> each.id().value())
                    .containsExactly("p-3");
            assertThat(desk.responses()).extracting(each -> each.id().value()).containsExactly("p-4");
        }
    }

    @Test
    void shouldAnswerEachAndSettleItsOwnWhenOneIdIsAskedInTwoLanes() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // When
            desk.ask(request("p-1"));
            desk.ask(BudgetFixture.inLane("batch", request("p-1")));
            desk.ask(BudgetFixture.inLane("batch", request("p-1")));
            desk.endedInBatch("p-1", "0.1", 1);

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(1);
            assertThat(desk.dispatchesInBatch(OPENAI)).hasSize(1);
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.spentUsd()).isEqualByComparingTo("0.1");
                assertThat(spend.reservedUsd()).isEqualByComparingTo("0.40");
            });
            desk.ended("p-1", "0.2", 1);
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.spentUsd()).isEqualByComparingTo("0.3");
                assertThat(spend.reservedUsd()).isZero();
            });
        }
    }

    @Test
    void shouldChargeInFullWhenNobodyTellsHowACallEnded() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.REFUSE)) {
            // Given
            desk.ask(request("p-1"));

            // When
            desk.advance(Duration.ofMinutes(25));

            // Then
            assertThat(desk.spend()).singleElement().satisfies(spend -> {
                assertThat(spend.reservedUsd()).isZero();
                assertThat(spend.spentUsd()).isEqualByComparingTo("0.40");
                assertThat(spend.unknownCosts()).isEqualTo(1);
            });
        }
    }

    private static Dispatch again(String id, List<AttemptSummary> attempts) {
        ClassifiedPrompt prompt = new ClassifiedPrompt(
                Prompts.prompt(id), Prompts.classification(), attempts, Prompts.DEADLINE, "default");
        return new Dispatch(prompt.request().id(), Prompts.START, prompt, GPT, attempts.size() + 1, 0, "v1");
    }

    private static AttemptSummary summary(int attempt, String cost) {
        return new AttemptSummary(
                attempt,
                "p-1#" + attempt + ".1",
                GPT,
                FailureKind.MALFORMED_RESPONSE,
                "no",
                200,
                null,
                Prompts.START,
                10,
                new BigDecimal(cost));
    }
}
