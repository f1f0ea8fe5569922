package io.promptyard.router.verdict;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.RETRIES;
import static io.promptyard.router.fixture.Prompts.DEADLINE;
import static io.promptyard.router.fixture.Prompts.START;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static io.promptyard.router.fixture.Prompts.failed;
import static io.promptyard.router.fixture.Prompts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.PendingCall;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.verdict.RetryPolicy.Step;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(RETRIES, new Backoff(RETRIES, () -> 0.5));

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void shouldFollowTheKindsHandlingAtTheFirstFailure(FailureKind kind) {
        // When
        Step step = next(1, 0, 1, failed(kind), START);

        // Then
        assertThat(step)
                .isInstanceOf(
                        switch (kind.handling()) {
                            case TRY_AGAIN, TRY_ONCE_MORE -> Step.SameTarget.class;
                            case FALL_BACK -> Step.OtherTarget.class;
                            case GIVE_UP -> Step.Nothing.class;
                        });
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void shouldDoNothingWhenTheStreamIsCommitted(FailureKind kind) {
        assertThat(next(1, 0, 3, failed(kind).withChunks(1), START)).isEqualTo(new Step.Nothing(kind));
    }

    @Test
    void shouldWaitHalfTheBackoffWhenTheJitterIsAHalf() {
        assertThat(next(1, 0, 1, failed(FailureKind.OVERLOADED), START))
                .isEqualTo(new Step.SameTarget(START.plusMillis(100)));
    }

    @Test
    void shouldFallBackWhenTheTargetHasHadItsShare() {
        assertThat(next(2, 1, 1, failed(FailureKind.OVERLOADED), START)).isEqualTo(new Step.OtherTarget());
    }

    @Test
    void shouldStayWithTheTargetWhenThereIsNoOther() {
        assertThat(next(2, 1, 0, failed(FailureKind.OVERLOADED), START)).isInstanceOf(Step.SameTarget.class);
    }

    @Test
    void shouldStopWhenAllAttemptsAreUsedUp() {
        assertThat(next(4, 0, 3, failed(FailureKind.MODEL_NOT_FOUND), START))
                .isEqualTo(new Step.Nothing(FailureKind.MODEL_NOT_FOUND));
    }

    @Test
    void shouldStopAtTheDeadline() {
        assertThat(next(1, 0, 3, failed(FailureKind.TIMEOUT), DEADLINE))
                .isEqualTo(new Step.Nothing(FailureKind.DEADLINE_EXCEEDED));
    }

    @Test
    void shouldFallBackWhenTheProviderAsksForMoreThanTheLongestBackoff() {
        assertThat(next(1, 0, 1, status(FailureKind.RATE_LIMITED, 429, 21_000L), START))
                .isEqualTo(new Step.OtherTarget());
    }

    @Test
    void shouldWaitAsLongAsAskedWhenThereIsNoOtherTarget() {
        assertThat(next(1, 0, 0, status(FailureKind.RATE_LIMITED, 429, 21_000L), START))
                .isEqualTo(new Step.SameTarget(START.plusMillis(21_100)));
    }

    @Test
    void shouldStopWhenTheProviderAsksForMoreThanTheDeadlineLeaves() {
        assertThat(next(1, 0, 0, status(FailureKind.RATE_LIMITED, 429, Long.MAX_VALUE), START))
                .isEqualTo(new Step.Nothing(FailureKind.RATE_LIMITED));
    }

    @Test
    void shouldTryAMalformedReplyOnceMoreOnly() {
        assertThat(next(2, 1, 0, failed(FailureKind.MALFORMED_RESPONSE), START))
                .isEqualTo(new Step.Nothing(FailureKind.MALFORMED_RESPONSE));
        assertThat(next(2, 1, 1, failed(FailureKind.MALFORMED_RESPONSE), START)).isEqualTo(new Step.OtherTarget());
    }

    private Step next(int attempt, int failures, int alternatives, Failed failure, Instant now) {
        AttemptSummary before =
                new AttemptSummary(1, "p-1#1.1", GPT, FailureKind.OVERLOADED, "busy", 503, null, START, 10, null);
        return policy.next(
                new PendingCall(
                        dispatch("p-1", GPT, 1, alternatives),
                        PendingCall.State.CALLING,
                        attempt,
                        1,
                        START,
                        null,
                        Collections.nCopies(failures, before)),
                failure,
                now);
    }
}
