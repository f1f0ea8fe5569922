package io.promptyard.router.worker;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Dispatch;
import io.promptyard.model.SpendOption;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a call that was open when the process died. */
class OnRestartTest {
    private static final Duration LONGER_THAN_A_CALL = TaskFixture.TOTAL.plusSeconds(1);

    @Test
    void shouldRefuseBehindTheFenceWhenThePolicyIsDeadLetter() {
        try (TaskFixture task = crashed(OnRestart.DEAD_LETTER)) {
            // When
            List<Verdict> verdicts = task.settle(); // the fence
            verdicts.addAll(task.settle());
            // Then
            assertThat(verdicts)
                    .singleElement()
                    .satisfies(verdict -> isInterrupted(verdict, "on-restart: dead-letter"));
            assertThat(task.connector.calls()).isEmpty();
            assertThat(task.pending()).isZero();
        }
    }

    @Test
    void shouldWaitAsLongAsACallMayTakeWhenThePolicyIsAsk() {
        try (TaskFixture task = crashed(OnRestart.ASK)) {
            // Given
            assertThat(task.settle()).isEmpty();
            task.tick(TaskFixture.TOTAL.minusSeconds(1));
            assertThat(task.settle()).isEmpty();
            // When
            task.tick(Duration.ofSeconds(2));
            // Then
            assertThat(task.settle()).singleElement().satisfies(verdict -> isInterrupted(verdict, "on-restart: ask"));
            assertThat(task.connector.calls()).isEmpty();
        }
    }

    @Test
    void shouldTakeTheOutcomeThatComesInTimeWhenThePolicyIsAsk() {
        try (TaskFixture task = new TaskFixture(false, OnRestart.ASK)) {
            // Given: the old owner lives and still has the call
            task.dispatch(dispatch("p-1", GPT, 1, 1));
            var open = task.connector.last();
            task.crash();
            task.settle();
            // When
            open.end(answer(10, 20));
            // Then
            assertThat(task.settle()).singleElement().isInstanceOf(Verdict.Deliver.class);
            task.tick(LONGER_THAN_A_CALL);
            assertThat(task.settle()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(OnRestart.class)
    void shouldHonourTheOutcomeThatWasInTheLogWhateverThePolicy(OnRestart policy) {
        try (TaskFixture task = new TaskFixture(false, policy)) {
            // Given
            task.dispatch(dispatch("p-1", GPT, 1, 1));
            task.connector.last().end(answer(10, 20));
            // When
            task.crash();
            // Then
            assertThat(task.settle()).singleElement().isInstanceOf(Verdict.Deliver.class);
            assertThat(task.connector.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(OnRestart.class)
    void shouldCallWhatWasOnlyQueuedWhateverThePolicy(OnRestart policy) {
        try (TaskFixture task = new TaskFixture(false, policy)) {
            // Given
            for (int i = 1; i <= TaskFixture.BOUND + 1; i++) {
                task.dispatch(dispatch("p-" + i, GPT, 1, 1));
            }
            // When
            task.crash();
            task.settle();
            task.settle();
            task.tick(LONGER_THAN_A_CALL);
            task.settle();
            // Then
            assertThat(task.connector.attemptIds()).contains("p-3#1.1");
        }
    }

    @Test
    void shouldLeaveItToTheDecisionToReserveAnewWhenABudgetPaidForOneCall() {
        try (TaskFixture task = new TaskFixture(false, OnRestart.RETRY)) {
            // Given
            Dispatch paid =
                    dispatch("p-1", GPT, 1, 1).reserved(new SpendOption(GPT, BigDecimal.ONE, null), true, false, null);
            task.dispatch(paid);
            task.crash();
            // When
            List<Verdict> verdicts = task.settle(); // the fence
            verdicts.addAll(task.settle());
            // Then
            assertThat(verdicts)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Verdict.FallBack.class,
                            back -> assertThat(back.reroute()
                                            .prompt()
                                            .attempts()
                                            .getLast()
                                            .costUsd())
                                    .isNull());
            assertThat(task.connector.calls()).isEmpty();
            assertThat(task.pending()).isZero();
        }
    }

    private static TaskFixture crashed(OnRestart policy) {
        TaskFixture task = new TaskFixture(false, policy);
        task.dispatch(dispatch("p-1", GPT, 1, 1));
        task.crash();
        return task;
    }

    private static void isInterrupted(Verdict verdict, String flag) {
        assertThat(verdict).isInstanceOf(Verdict.GiveUp.class);
        Verdict.GiveUp end = (Verdict.GiveUp) verdict;
        Refusal refusal = (Refusal) end.response().result();
        assertThat(refusal.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(refusal.message()).contains("may have been made, and billed", flag);
        assertThat(end.response().costUsd()).isNull();
        assertThat(end.deadLetter()).isNotNull();
        assertThat(end.deadLetter().kind()).isEqualTo(FailureKind.INTERRUPTED);
    }
}
