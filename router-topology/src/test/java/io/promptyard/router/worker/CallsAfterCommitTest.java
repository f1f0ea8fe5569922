package io.promptyard.router.worker;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.verdict.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under exactly-once nothing is called that no committed note knows of. */
class CallsAfterCommitTest {
    private final TaskFixture task = new TaskFixture(true, OnRestart.RETRY);

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldCallNothingBeforeTheNoteIsCommitted() {
        // When
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        // Then
        assertThat(task.connector.calls()).isEmpty();
        assertThat(task.publisher.attempts()).isEmpty();
        assertThat(task.worker.openCalls()).isOne();
        task.worker.committed();
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1");
        assertThat(task.publisher.attempts()).hasSize(1);
        assertThat(task.worker.openCalls()).isOne();
    }

    @Test
    void shouldCallOnceWhenTheTransactionThatNotedItIsAborted() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        // When: the task is closed, its store rolled back, its dispatch read again
        task.store.delete("p-1");
        task.replaceThread();
        task.settle();
        task.worker.committed();
        assertThat(task.connector.calls()).isEmpty();
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.worker.committed();
        // Then
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1");
    }

    @Test
    void shouldNotCallAgainWhatWasAnsweredWhileItWaitedForTheCommit() {
        // Given: issued again after a crash, while the answer of the first issue is on its way
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.worker.committed();
        var first = task.connector.last();
        task.crash();
        task.settle();
        // When
        first.end(answer(10, 20));
        var verdicts = task.settle();
        task.worker.committed();
        // Then
        assertThat(verdicts).singleElement().isInstanceOf(Verdict.Deliver.class);
        assertThat(task.connector.calls()).isEmpty();
    }

    @Test
    void shouldCallARetryAfterTheCommitThatNotedIt() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.worker.committed();
        task.connector.last().end(ProviderOutcome.Failed.of(FailureKind.OVERLOADED, "", 1));
        task.settle();
        // When
        task.tick(Duration.ofSeconds(20));
        // Then
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1");
        task.worker.committed();
        assertThat(task.connector.attemptIds()).containsExactly("p-1#1.1", "p-1#2.1");
    }

    @Test
    void shouldCallNobodyWhoHungUpBeforeTheCommit() {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        // When
        task.worker.cancel(new RequestId("p-1"));
        task.worker.committed();
        // Then
        assertThat(task.connector.calls()).isEmpty();
        assertThat(task.settle()).singleElement().isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void shouldLeaveToEachThreadWhatItNotedItself() throws Exception {
        // Given
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        // When
        Thread.ofPlatform().start(task.worker::committed).join();
        // Then
        assertThat(task.connector.calls()).isEmpty();
        task.worker.committed();
        assertThat(task.connector.calls()).hasSize(1);
    }
}
