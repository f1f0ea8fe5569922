package io.promptyard.router.worker;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static io.promptyard.router.fixture.Prompts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import io.promptyard.router.fixture.ScriptedConnector.Call;
import io.promptyard.router.verdict.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskCallsTest {
    private final TaskFixture task = new TaskFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldQueueWhatComesWhenAllCallsAreOpen() {
        // When
        dispatchFour();

        // Then
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1", "p-2#1.1");
        assertThat(task.pending()).isEqualTo(4);
    }

    @Test
    void shouldStartTheQueuedInOrderWhenCallsEnd() {
        // Given
        dispatchFour();

        // When
        endAll();
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1", "p-2#1.1", "p-3#1.1", "p-4#1.1");
        endAll();

        // Then
        assertThat(task.pending()).isZero();
    }

    @Test
    void shouldIssueOnceMoreBehindTheFenceWhenACallWasOpenInTheProcessThatDied() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // When
        task.crash();

        // Then
        assertThat(task.connector.calls()).isEmpty();
        assertThat(task.publisher.outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.result()).isInstanceOf(Fence.class));
        task.settle();
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.2");
        assertThat(task.connector.last().idempotencyKey()).isEqualTo("p-1");
        task.connector.last().end(answer(1, 1));
        assertThat(task.settle())
                .singleElement()
                .satisfies(verdict -> assertThat(attemptId(verdict)).isEqualTo("p-1#1.2"));
    }

    @Test
    void shouldCallNothingAgainWhenTheOutcomeStandsBeforeTheFence() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(answer(1, 1));
        task.publish();

        // When
        task.crash();
        task.publish();

        // Then
        assertThat(task.readFrom(0)).hasSize(1);
        assertThat(task.connector.calls()).isEmpty();
    }

    @Test
    void shouldAnswerUnderTheEarlierIssueWhenItsOutcomeComesAfterAll() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        Call old = task.connector.last();
        task.crash();
        task.settle();

        // When
        old.end(answer(1, 1));

        // Then
        assertThat(task.settle())
                .singleElement()
                .satisfies(verdict -> assertThat(attemptId(verdict)).isEqualTo("p-1#1.1"));
        assertThat(task.connector.last().outcome().isComplete())
                .as("the later issue was stopped")
                .isTrue();
        assertThat(task.settle()).isEmpty();
    }

    @Test
    void shouldIgnoreTheFenceWhenItIsAnEarlierStarts() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.crash();
        ProviderOutcome first = task.publisher.outcomes().remove();

        // When
        task.crash();
        task.calls.ended(first, 0);

        // Then
        assertThat(task.connector.calls()).isEmpty();
    }

    @Test
    void shouldIssueNothingAgainWhenOnlyTheThreadWasReplaced() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.dispatch(dispatch("p-2", GPT, 1, 1));

        // When
        task.replaceThread();
        task.settle();

        // Then
        assertThat(task.connector.calls()).hasSize(2);
        task.dispatch(dispatch("p-3", GPT, 1, 1));
        assertThat(task.connector.calls()).hasSize(2);
        task.connector.calls().getFirst().end(answer(1, 1));
        assertThat(task.settle()).hasSize(1);
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1", "p-2#1.1", "p-3#1.1");
    }

    @Test
    void shouldStartTheQueuedAndKeepTheWaitingWhenTheProcessDied() {
        // Given
        dispatchFour();
        task.connector.calls().getFirst().end(status(FailureKind.RATE_LIMITED, 429, 9_000L));
        task.settle();

        // When
        task.crash();
        task.tick(Duration.ofMillis(50));

        // Then
        assertThat(task.connector.calls()).as("before the fence").isEmpty();
        task.settle();
        assertThat(task.connector.attemptIds()).contains("p-4#1.1").doesNotContain("p-1#2.1");
        endAll();
        task.tick(Duration.ofSeconds(10));
        endAll();
        task.tick(Duration.ofSeconds(1));
        assertThat(task.connector.attemptIds()).contains("p-1#2.1");
    }

    @Test
    void shouldEndThePromptAgainWhenItsOutcomeIsReadAgainAfterACrash() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(answer(1_000, 500));
        Verdict lost = task.settle().getFirst();

        // When
        task.crash();

        // Then
        assertThat(task.readFrom(0)).containsExactly(lost);
        assertThat(task.connector.calls()).isEmpty();
        assertThat(task.pending()).isZero();
    }

    @Test
    void shouldNotEndThePromptAgainWhenAnotherOutcomeOfItIsRead() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(answer(1, 1));
        task.settle();
        ProviderOutcome repeated = task.log.getFirst();

        // When
        task.crash();

        // Then
        assertThat(task.calls.ended(repeated, 7)).isEmpty();
    }

    @Test
    void shouldNotCallADispatchReadAgainWhenItWasSettledBeforeTheCrash() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(answer(1, 1));
        task.settle();

        // When
        task.crash();
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // Then
        assertThat(task.connector.calls()).isEmpty();
    }

    @Test
    void shouldCallNothingBeforeTheFenceWhenTheNoteOfACallWasLost() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(answer(1, 1));
        task.publish();

        // When
        task.crashWithoutNoteOf("p-1");
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // Then
        assertThat(task.gateIsClosed()).isTrue();
        task.publish();
        assertThat(task.readFrom(0)).singleElement().isInstanceOf(Verdict.Deliver.class);
        assertThat(task.connector.calls()).isEmpty();
        assertThat(task.gateIsClosed()).isFalse();
    }

    @Test
    void shouldEndADispatchFromTheLogWhenItIsReadAgainBehindItsOutcome() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(answer(1, 1));
        task.publish();
        task.crashWithoutNoteOf("p-1");
        task.publish();
        assertThat(task.readFrom(0)).isEmpty();

        // When
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // Then
        assertThat(task.settle())
                .singleElement()
                .satisfies(verdict -> assertThat(attemptId(verdict)).isEqualTo("p-1#1.1"));
        assertThat(task.connector.calls()).isEmpty();
        assertThat(task.pending()).isZero();
    }

    @Test
    void shouldTakeEveryAttemptFromTheLogWhenRetriesWereLostToo() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.connector.last().end(status(FailureKind.RATE_LIMITED, 429, 9_000L));
        task.settle();
        task.tick(Duration.ofSeconds(10));
        task.connector.last().end(answer(1, 1));
        task.publish();
        task.crashWithoutNoteOf("p-1");
        task.publish();
        task.readFrom(0);

        // When
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // Then
        assertThat(task.settle())
                .hasSize(2)
                .last()
                .satisfies(verdict -> assertThat(attemptId(verdict)).isEqualTo("p-1#2.1"));
        task.tick(Duration.ofSeconds(30));
        assertThat(task.connector.calls()).isEmpty();
    }

    @Test
    void shouldTakeTheEarlierIssuesOutcomeWhenTheLaterIsStillQueued() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        Call old = task.connector.last();
        task.crash();
        task.dispatch(dispatch("p-2", GPT, 1, 1));
        task.dispatch(dispatch("p-3", GPT, 1, 1));
        task.settle();
        assertThat(task.connector.attemptIds()).containsExactly("p-2#1.1", "p-3#1.1");

        // When
        old.end(answer(1, 1));

        // Then
        assertThat(task.settle())
                .singleElement()
                .satisfies(verdict -> assertThat(attemptId(verdict)).isEqualTo("p-1#1.1"));
        endAll();
        assertThat(task.connector.attemptIds()).containsExactly("p-2#1.1", "p-3#1.1");
        assertThat(task.pending()).isZero();
    }

    @Test
    void shouldRaiseTheFenceAgainWhenItIsNotReadBack() {
        // Given
        task.crash();
        task.publisher.outcomes().clear();
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // When
        task.tick(StartFence.PATIENCE.plusMillis(1));

        // Then
        task.settle();
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1");
    }

    @Test
    void shouldPublishATimeoutOnceAndStopTheCallWhenItNeverEnds() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));

        // When
        task.tick(TaskFixture.TOTAL.plusMillis(1));
        task.tick(Duration.ofMillis(50));

        // Then
        assertThat(task.publisher.outcomes())
                .extracting(outcome -> ((Failed) outcome.result()).kind())
                .containsExactly(FailureKind.TIMEOUT, FailureKind.CANCELLED);
        assertThat(task.settle()).singleElement().isInstanceOf(Verdict.TryAgain.class);
    }

    private void dispatchFour() {
        for (int i = 1; i <= 4; i++) {
            task.dispatch(dispatch("p-" + i, GPT, 1, 1));
        }
    }

    private void endAll() {
        for (Call call : java.util.List.copyOf(task.connector.calls())) {
            if (!call.outcome().isComplete()) {
                call.end(answer(1, 1));
            }
        }
        task.settle();
    }

    private static String attemptId(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Deliver.class);
        FinalResponse response = ((Verdict.Deliver) verdict).response();
        return response.result().attemptId();
    }
}
