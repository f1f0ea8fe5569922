package io.promptyard.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.chaos.check.Evidence.Told;
import io.promptyard.chaos.plan.Fault;
import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reason of each repeated call, one by one, on a task of one partition. */
class RepeatsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FELT = 30;

    private final List<Noted<ProviderOutcome>> outcomes = new ArrayList<>();
    private final List<Blow> blows = new ArrayList<>();
    private final List<BookedCall> books = new ArrayList<>();

    @Test
    void shouldBeOpenWhenItsProcessWasHitBeforeItEnded() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.HUNG_UP);
        hit(5, "worker-eu-1");
        fence(8);
        call(9, "a#1.2", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.OPEN);
    }

    @Test
    void shouldBeUnacknowledgedWhenItEndedAndItsOutcomeIsNotInTheLog() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.ANSWERED);
        hit(5, "worker-eu-1");
        fence(8);
        call(9, "a#1.2", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.UNACKNOWLEDGED);
    }

    @Test
    void shouldBeUnexplainedWhenItsOutcomeStoodBeforeTheFence() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.ANSWERED);
        outcome(1, "a#1.1");
        hit(5, "worker-eu-1");
        fence(8);
        call(9, "a#1.2", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.STOOD_BEFORE_FENCE);
        assertThat(RepeatReason.STOOD_BEFORE_FENCE.isExplained()).isFalse();
    }

    @Test
    void shouldBeTheOldOwnersWhenItsOutcomeCameAfterTheFence() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.ANSWERED);
        hit(5, "worker-eu-2");
        fence(8);
        call(9, "a#1.2", BookedCall.Outcome.ANSWERED);
        outcome(10, "a#1.1");
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.OLD_OWNER);
    }

    @Test
    void shouldBeAbortedWhenTheVeryAttemptComesAgainUnderExactlyOnce() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.HUNG_UP);
        hit(5, "worker-eu-1");
        fence(8);
        call(9, "a#1.1", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(true)).containsExactly(RepeatReason.ABORTED);
    }

    @Test
    void shouldBeUnexplainedWhenNothingHadHappened() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.ANSWERED);
        hit(5, "worker-us-1");
        call(9, "a#1.2", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.NO_CAUSE);
    }

    @Test
    void shouldBeTheOldOwnersWhenTheTaskChangedHandsLongAfterTheHit() {
        // Given
        hit(0, "worker-eu-1");
        call(20, "a#1.1", BookedCall.Outcome.ANSWERED);
        fence(22);
        call(23, "a#1.2", BookedCall.Outcome.HUNG_UP);
        outcome(24, "a#1.1");
        // Then
        assertThat(reasons(true)).containsExactly(RepeatReason.OLD_OWNER);
    }

    @Test
    void shouldBeTheOldOwnersWhenBothMakeTheCallBehindTheFence() {
        // Given
        hit(0, "worker-eu-1");
        fence(19);
        call(20, "a#1.1", BookedCall.Outcome.ANSWERED);
        call(21, "a#1.1", BookedCall.Outcome.ANSWERED);
        outcome(22, "a#1.1");
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.OLD_OWNER);
    }

    @Test
    void shouldBeUnexplainedWhenTheTaskHasNotChangedHandsSinceTheHit() {
        // Given
        fence(0);
        hit(1, "worker-eu-1");
        call(20, "a#1.1", BookedCall.Outcome.ANSWERED);
        call(23, "a#1.2", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.NO_CAUSE);
    }

    @Test
    void shouldBeUnexplainedWhenTheHitIsNoLongerFelt() {
        // Given
        hit(0, "worker-eu-1");
        call(FELT + 1, "a#1.1", BookedCall.Outcome.ANSWERED);
        fence(FELT + 2);
        call(FELT + 3, "a#1.2", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.NO_CAUSE);
    }

    @Test
    void shouldBeUnexplainedWhenALaterAttemptFollowsAnAnswer() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.ANSWERED);
        outcome(1, "a#1.1");
        call(9, "a#2.1", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).containsExactly(RepeatReason.AFTER_AN_ANSWER);
    }

    @Test
    void shouldBeNoRepeatWhenTheFirstAttemptFailed() {
        // Given
        call(0, "a#1.1", BookedCall.Outcome.REFUSED);
        call(9, "a#2.1", BookedCall.Outcome.ANSWERED);
        // Then
        assertThat(reasons(false)).isEmpty();
    }

    private List<RepeatReason> reasons(boolean exactlyOnce) {
        Evidence evidence = new Evidence(
                List.of(),
                List.of(),
                Map.of("eu", outcomes),
                List.of(),
                0,
                0,
                books,
                List.of(),
                new Told(Set.of(), 0, 0),
                blows,
                0);
        List<Attempt> calls =
                books.stream().flatMap(call -> Attempt.of(call).stream()).toList();
        return new Repeats(evidence, exactlyOnce)
                .of(calls).stream().map(Repeats.Repeat::reason).toList();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private void call(int second, String attempt, BookedCall.Outcome outcome) {
        books.add(new BookedCall(
                books.size() + 1,
                at(second),
                Dialect.OPENAI,
                "eu",
                "sim",
                Optional.of(attempt),
                Optional.of("a"),
                "response",
                1,
                outcome,
                "",
                200,
                false,
                1,
                1,
                0,
                0,
                0));
    }

    private void outcome(int second, String attempt) {
        var answered = new ProviderOutcome.Answered(
                new CompletionContent.Clear(new Completion(List.of(), null, "{}")),
                FinishReason.STOP,
                null,
                1,
                null,
                0);
        int number = Integer.parseInt(attempt.substring(attempt.indexOf('#') + 1, attempt.indexOf('.')));
        note("a", new ProviderOutcome(new RequestId("a"), number, attempt, at(second), answered));
    }

    private void fence(int second) {
        var fence = new ProviderOutcome.Fence("epoch-" + second);
        note("epoch", new ProviderOutcome(new RequestId("epoch-" + second), 0, "", at(second), fence));
    }

    private void note(String key, ProviderOutcome outcome) {
        outcomes.add(new Noted<>(0, outcomes.size(), key, outcome, false));
    }

    private void hit(int second, String target) {
        Fault fault = new Fault(Duration.ofSeconds(second), Duration.ofSeconds(1), Kind.KILL, target, "");
        blows.add(new Blow(fault, at(second), at(second + 1), at(second + FELT), true));
    }
}
