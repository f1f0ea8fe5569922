package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.UNPRICED;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static io.promptyard.router.fixture.Prompts.failed;
import static io.promptyard.router.fixture.Prompts.prompt;
import static io.promptyard.router.fixture.Prompts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.RequestId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.fixture.Prompts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerTopologyTest {
    @TempDir
    Path state;

    private WorkerFixture worker;

    @BeforeEach
    void start() {
        worker = new WorkerFixture(state);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void shouldDeliverTheAnswerWithItsCostWhenTheProviderAnswers() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        assertThat(worker.publisher.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.phase()).isEqualTo(Phase.STARTED));

        // When
        worker.end(answer(1_000, 500));

        // Then
        FinalResponse response = onlyResponse();
        assertThat(response.costUsd()).isEqualByComparingTo("0.002");
        assertThat(response.attempts()).isEqualTo(1);
        assertThat(response.result()).isInstanceOfSatisfying(Answer.class, answer -> {
            assertThat(answer.target()).isEqualTo(GPT);
            assertThat(answer.attemptId()).isEqualTo("p-1#1.1");
        });
        assertThat(worker.ended()).singleElement().satisfies(attempt -> {
            assertThat(attempt.phase()).isEqualTo(Phase.ENDED);
            assertThat(attempt.success()).isTrue();
            assertThat(attempt.attemptId())
                    .isEqualTo(worker.publisher.attempts().getFirst().attemptId());
            assertThat(attempt.costUsd()).isEqualByComparingTo("0.002");
        });
        assertThat(worker.count("promptyard.worker.verdicts")).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheCostUnknownAndCountItWhenTheModelHasNoPrice() {
        // Given
        worker.dispatch(dispatch("p-1", UNPRICED, 1, 0));

        // When
        worker.end(answer(10, 10));

        // Then
        assertThat(onlyResponse().costUsd()).isNull();
        assertThat(worker.count("promptyard.worker.cost.unknown")).isEqualTo(1);
    }

    @Test
    void shouldPublishTheStartedAttemptBeforeTheConnectorIsAskedWhenItThrows() {
        // Given
        worker.connector.breakWith(new IllegalStateException(Prompts.SECRET));

        // When
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        worker.settle();

        // Then
        assertThat(worker.publisher.attempts())
                .extracting(ProviderAttempt::attemptId)
                .containsExactly("p-1#1.1");
        Refusal refusal = refusal(onlyResponse());
        assertThat(refusal.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(refusal.message()).doesNotContain(Prompts.SECRET);
        assertThat(worker.worker.openCalls()).isZero();
    }

    @Test
    void shouldWaitAsLongAsAskedAndCallAgainUnderTheSameKeyWhenRateLimited() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        worker.end(status(FailureKind.RATE_LIMITED, 429, 5_000L));

        // When
        worker.advance(Duration.ofMillis(4_900));
        assertThat(worker.connector.calls()).hasSize(1);
        worker.advance(Duration.ofMillis(250)); // five seconds and half an initial backoff

        // Then
        assertThat(worker.connector.attemptIds()).containsExactly("p-1#1.1", "p-1#2.1");
        assertThat(worker.connector.last().idempotencyKey())
                .isEqualTo(worker.connector.calls().getFirst().idempotencyKey());
        worker.end(answer(1_000, 500));
        FinalResponse response = onlyResponse();
        assertThat(response.attempts()).isEqualTo(2);
        assertThat(response.costUsd()).isEqualByComparingTo("0.002");
        assertThat(worker.ended()).extracting(ProviderAttempt::attempt).containsExactly(1, 2);
    }

    @Test
    void shouldFallBackWithItsAttemptsWhenTheTargetFailsAgain() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        worker.end(status(FailureKind.OVERLOADED, 503, null));
        worker.advance(Duration.ofMillis(150));

        // When
        worker.end(status(FailureKind.PROVIDER_ERROR, 500, null));

        // Then
        assertThat(worker.reroutes()).singleElement().satisfies(reroute -> {
            assertThat(reroute.prompt().attempts())
                    .extracting(attempt -> attempt.kind())
                    .containsExactly(FailureKind.OVERLOADED, FailureKind.PROVIDER_ERROR);
            assertThat(reroute.prompt().classification()).isEqualTo(Prompts.classification());
            assertThat(reroute.prompt().deadline()).isEqualTo(Prompts.DEADLINE);
        });
        assertThat(worker.responses()).isEmpty();
    }

    @Test
    void shouldTryToTheLastAttemptAndThenRefuseWhenThereIsNoOtherTarget() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 0));

        // When
        for (int attempt = 1; attempt <= 4; attempt++) {
            worker.end(status(FailureKind.PROVIDER_ERROR, 500, null));
            worker.advance(Duration.ofSeconds(20));
        }

        // Then
        assertThat(worker.connector.calls()).hasSize(4);
        FinalResponse response = onlyResponse();
        assertThat(response.attempts()).isEqualTo(4);
        assertThat(response.costUsd()).isEqualByComparingTo("0");
        assertThat(refusal(response).kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
        assertThat(worker.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.attempts()).hasSize(4));
    }

    @Test
    void shouldCountTheAttemptsOfOtherTargetsWhenItGivesUp() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 4, 3));

        // When
        worker.end(status(FailureKind.OVERLOADED, 503, null));

        // Then
        assertThat(onlyResponse().attempts()).isEqualTo(4);
        assertThat(worker.reroutes()).isEmpty();
    }

    @Test
    void shouldTryOnceMoreOnlyWhenTheReplyIsMalformed() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 0));
        worker.end(failed(FailureKind.MALFORMED_RESPONSE));
        worker.advance(Duration.ofSeconds(1));

        // When
        worker.end(failed(FailureKind.MALFORMED_RESPONSE));
        worker.advance(Duration.ofMinutes(1));

        // Then
        assertThat(worker.connector.calls()).hasSize(2);
        assertThat(refusal(onlyResponse()).kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
    }

    @Test
    void shouldNeverTryAgainWhenTheStreamIsCommitted() {
        // Given
        worker.dispatch(dispatch(prompt("p-1").withStream(true), GPT, 1, 3));
        worker.connector.last().chunks().accept(Prompts.delta("Hel"));
        worker.connector.last().chunks().accept(Prompts.delta("lo"));

        // When
        worker.end(failed(FailureKind.NETWORK).withChunks(2));

        // Then
        assertThat(worker.publisher.chunks())
                .extracting(ResponseChunk::sequence)
                .containsExactly(0, 1);
        assertThat(worker.publisher.chunks())
                .extracting(ResponseChunk::attemptId)
                .containsOnly("p-1#1.1");
        Refusal refusal = refusal(onlyResponse());
        assertThat(refusal.chunks()).isEqualTo(2);
        assertThat(refusal.attemptId()).isEqualTo("p-1#1.1");
        assertThat(worker.reroutes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"INVALID_REQUEST", "CONTENT_FILTERED", "TOO_LARGE", "INTERNAL", "OVER_BUDGET"})
    void shouldGiveUpAtOnceWhenNoAttemptCanHelp(FailureKind kind) {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 3));

        // When
        worker.end(failed(kind));

        // Then
        assertThat(refusal(onlyResponse()).kind()).isEqualTo(kind);
        assertThat(worker.deadLetters()).hasSize(1);
        assertThat(worker.reroutes()).isEmpty();
    }

    @Test
    void shouldRefuseAtTheDeadlineWhenTheFailureComesTooLate() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 3));
        worker.clock.advance(Duration.ofMinutes(10));

        // When
        worker.end(failed(FailureKind.TIMEOUT));

        // Then
        assertThat(refusal(onlyResponse()).kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
    }

    @Test
    void shouldRefuseWithoutACallAndWithoutCostWhenTheDispatchComesTooLate() {
        // Given
        worker.clock.advance(Duration.ofMinutes(11));

        // When
        worker.dispatch(dispatch("p-1", GPT, 1, 3));
        worker.settle();

        // Then
        assertThat(worker.connector.calls()).isEmpty();
        assertThat(worker.publisher.attempts()).isEmpty();
        FinalResponse response = onlyResponse();
        assertThat(refusal(response).kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
        assertThat(response.costUsd()).isEqualByComparingTo("0");
    }

    @Test
    void shouldIgnoreTheDispatchWhenItIsReadAgain() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 1));

        // When
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        worker.end(answer(1, 1));
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        worker.advance(Duration.ofMinutes(1));
        worker.dispatch(dispatch("p-1", GPT, 1, 1));

        // Then
        assertThat(worker.connector.calls()).hasSize(1);
        assertThat(worker.responses()).hasSize(1);
        assertThat(worker.count("promptyard.worker.dispatches.repeated")).isEqualTo(3);
    }

    @Test
    void shouldCallAgainWhenThePromptComesBackToTheProvider() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 2));
        worker.end(status(FailureKind.MODEL_NOT_FOUND, 404, null));

        // When
        worker.dispatch(dispatch("p-1", UNPRICED, 3, 0));
        worker.end(answer(1, 1));

        // Then
        assertThat(worker.connector.attemptIds()).containsExactly("p-1#1.1", "p-1#3.1");
        assertThat(onlyResponse().attempts()).isEqualTo(3);
    }

    @Test
    void shouldIgnoreTheOutcomeWhenItsAttemptHasEnded() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 1));
        worker.end(answer(1, 1));

        // When
        worker.outcome(
                new ProviderOutcome(new RequestId("p-1"), 1, "p-1#1.1", Prompts.START, failed(FailureKind.TIMEOUT)));
        worker.outcome(new ProviderOutcome(new RequestId("p-9"), 1, "p-9#1.1", Prompts.START, answer(1, 1)));

        // Then
        assertThat(worker.responses()).hasSize(1);
        assertThat(worker.deadLetters()).isEmpty();
        assertThat(worker.count("promptyard.worker.outcomes.stale")).isEqualTo(1);
    }

    @Test
    void shouldSettleAsTimeoutWhenACallNeverEnds() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 4, 0));

        // When
        worker.advance(WorkerFixture.OVERDUE);
        worker.settle();

        // Then
        assertThat(refusal(onlyResponse()).kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(worker.connector.last().outcome().isComplete())
                .as("the call was stopped")
                .isTrue();
        worker.settle();
        assertThat(worker.responses()).isEmpty();
    }

    @Test
    void shouldRefuseWithoutALetterWhenTheCallerHangsUpDuringTheCall() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 3));

        // When
        worker.worker.cancel(new RequestId("p-1"));
        worker.settle();

        // Then
        assertThat(refusal(onlyResponse()).kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(worker.deadLetters()).isEmpty();
    }

    @Test
    void shouldNotCallWhenTheCallerHungUpBefore() {
        // Given
        worker.worker.cancel(new RequestId("p-1"));

        // When
        worker.dispatch(dispatch("p-1", GPT, 1, 3));
        worker.settle();

        // Then
        assertThat(worker.connector.calls()).isEmpty();
        FinalResponse response = onlyResponse();
        assertThat(refusal(response).kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(response.costUsd()).isEqualByComparingTo("0");
    }

    @Test
    void shouldChangeNothingWhenTheCallerHangsUpAfterwards() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 3));
        worker.end(answer(1, 1));

        // When
        worker.worker.cancel(new RequestId("p-1"));
        worker.settle();

        // Then
        assertThat(onlyResponse().result()).isInstanceOf(Answer.class);
    }

    private FinalResponse onlyResponse() {
        var responses = worker.responses();
        assertThat(responses).hasSize(1);
        return responses.getFirst();
    }

    private static Refusal refusal(FinalResponse response) {
        assertThat(response.result()).isInstanceOf(Refusal.class);
        return (Refusal) response.result();
    }
}
