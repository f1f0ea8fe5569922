package io.promptyard.router.verdict;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.RETRIES;
import static io.promptyard.router.fixture.Prompts.START;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.calling;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static io.promptyard.router.fixture.Prompts.failed;
import static io.promptyard.router.fixture.Prompts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.PendingCall;
import io.promptyard.model.RateLimits;
import io.promptyard.model.SpendOption;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.fixture.Configs;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictDeciderTest {
    private final VerdictDecider decider = new VerdictDecider(
            new RetryPolicy(RETRIES, new Backoff(RETRIES, () -> 0.5)),
            new AttemptCosts(new CostCalculator(Configs.catalogue())),
            new DeadLetterFactory("promptyard-worker-openai"));
    private final PendingCall call = calling(dispatch("p-1", GPT, 1, 1));

    @Test
    void shouldDeliverWhatTheProviderSaid() {
        // When
        Verdict verdict = decider.onAnswer(call, answer(1_000, 500), List.of(), START);

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Deliver.class, deliver -> {
            assertThat(deliver.response().costUsd()).isEqualByComparingTo("0.002");
            assertThat(deliver.response().result()).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.body()).isEqualTo(answer(1_000, 500).body());
                assertThat(answer.route()).isEqualTo("default");
            });
        });
    }

    @Test
    void shouldTellWhenTheSameTargetIsTriedAgain() {
        // When
        Verdict verdict = decider.onFailure(call, status(FailureKind.RATE_LIMITED, 429, 3_000L), START);

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.TryAgain.class, again -> {
            assertThat(again.dueAt()).isEqualTo(START.plusMillis(3_100));
            assertThat(again.failure().startedAt()).isEqualTo(START.minusMillis(50));
            assertThat(again.failure().costUsd()).isZero();
        });
    }

    @Test
    void shouldTakeTheAttemptAlongWhenItFallsBack() {
        // When
        Verdict verdict = decider.onFailure(call, failed(FailureKind.CONTEXT_TOO_LONG), START);

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.FallBack.class, back -> {
            assertThat(back.reroute().prompt().request())
                    .isEqualTo(call.dispatch().request());
            assertThat(back.reroute().prompt().attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.kind()).isEqualTo(FailureKind.CONTEXT_TOO_LONG));
        });
    }

    @Test
    void shouldRefuseWithItsLetterWhenNothingHelps() {
        // When
        Verdict verdict = decider.onFailure(call, failed(FailureKind.CONTENT_FILTERED), START);

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.GiveUp.class, end -> {
            assertThat(end.deadLetter()).isNotNull();
            assertThat(end.deadLetter().request()).isEqualTo(call.dispatch().request());
            assertThat(((Refusal) end.response().result()).deadLetter()).isEqualTo("p-1");
            assertThat(((Refusal) end.response().result()).httpStatus()).isEqualTo(400);
        });
    }

    @Test
    void shouldNameNoLetterWhenTheCallerHungUp() {
        // When
        Verdict verdict = decider.onFailure(call, failed(FailureKind.CANCELLED), START);

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.GiveUp.class, end -> {
            assertThat(end.deadLetter()).isNull();
            assertThat(((Refusal) end.response().result()).deadLetter()).isNull();
        });
    }

    @Test
    void shouldTryAgainOnOneReservationOnlyWhenTheAttemptCostNothing() {
        // Given
        PendingCall paid = calling(
                dispatch("p-1", GPT, 1, 1).reserved(new SpendOption(GPT, BigDecimal.ONE, null), true, false, null));
        PendingCall only = calling(
                dispatch("p-1", GPT, 1, 0).reserved(new SpendOption(GPT, BigDecimal.ONE, null), true, false, null));

        // When / Then
        assertThat(decider.onFailure(paid, status(FailureKind.OVERLOADED, 503, null), START))
                .isInstanceOf(Verdict.TryAgain.class);
        assertThat(decider.onFailure(paid, failed(FailureKind.TIMEOUT), START)).isInstanceOf(Verdict.FallBack.class);
        assertThat(decider.onFailure(only, failed(FailureKind.TIMEOUT), START)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void shouldTellTheLimitsOfTheDispatchInWhateverEndsIt() {
        // Given
        RateLimits limits = new RateLimits(new RateLimits.Limit(60, 59, START), null);
        PendingCall limited = calling(dispatch("p-1", GPT, 1, 0).limited(limits));

        // When
        Verdict verdict = decider.onFailure(limited, failed(FailureKind.INVALID_REQUEST), START);

        // Then
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.GiveUp.class,
                        end -> assertThat(end.response().rateLimits()).isEqualTo(limits));
    }

    @Test
    void shouldDecideTheSameWhenAskedAgain() {
        assertThat(decider.onFailure(call, failed(FailureKind.NETWORK), START))
                .isEqualTo(decider.onFailure(call, failed(FailureKind.NETWORK), START));
    }
}
