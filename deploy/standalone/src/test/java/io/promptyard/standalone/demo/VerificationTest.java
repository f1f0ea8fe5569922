package io.promptyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.outcome.FailureKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private final Run run = new Run()
            .answered("a", Run.SMALL)
            .answered("b", Run.LARGE)
            .refused("c", Run.LARGE, FailureKind.PROVIDER_ERROR);

    @Test
    void shouldFindNothingWhenAllAgree() {
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldNameThePromptWhenItsResponseIsLost() {
        // Given
        run.attempt("lost", 1, Run.SMALL, null);
        run.delivered.add(run.told("lost", Run.SMALL, "text"));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt got no terminal response: lost");
    }

    @Test
    void shouldNameThePromptWhenItHasTwoResponses() {
        // Given
        run.stories.add(Run.response("a", Run.answer(Run.SMALL, "text of a")));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt got more than one terminal response: a");
    }

    @Test
    void shouldSayWhySendersGotNoAnswer() {
        // Given
        run.delivered.add(Delivered.failed(run.planned(), null, "the gateway did not answer: closed"));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt: the gateway did not answer: closed");
    }

    @Test
    void shouldFindAPromptThatWasNeverSent() {
        // When
        List<String> problems = problems(4);
        // Then
        assertThat(problems).containsExactly("3 prompts were sent, not 4");
    }

    @Test
    void shouldFindAnAnswerThatDiffersFromTheTopic() {
        // Given
        run.attempt("d", 1, Run.SMALL, null);
        run.stories.add(Run.response("d", Run.answer(Run.SMALL, "one thing")));
        run.delivered.add(run.told("d", Run.SMALL, "another thing"));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt was told something else than the topic says: d");
    }

    @Test
    void shouldFindARefusalWithoutItsDeadLetter() {
        // Given
        run.attempt("d", 1, Run.SMALL, FailureKind.TIMEOUT);
        run.stories.add(Run.response("d", Run.refusal("d", Run.SMALL, FailureKind.TIMEOUT)));
        run.delivered.add(new Delivered(
                run.planned(), "d", true, FailureKind.TIMEOUT.httpStatus(), Run.SMALL.toString(), "", 1, null, null));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("without a dead letter")
                .endsWith(": d");
    }

    @Test
    void shouldFindAnAttemptThatNeverEnded() {
        // Given
        run.started("a", 2, Run.LARGE);
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt has an attempt that started and never ended: a");
    }

    @Test
    void shouldFindACallThatTheAttemptsDoNotKnow() {
        // Given
        run.bookings.add(new Booking("a-2", "a"));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt was called for more than the attempts topic says: a");
    }

    @Test
    void shouldFindAnAttemptThatWasNeverCalled() {
        // Given
        run.started("a", 2, Run.LARGE);
        run.stories.add(Run.record("a", 2, Run.LARGE, Phase.ENDED, FailureKind.TIMEOUT));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).containsExactly("1 prompt has an attempt that the simulator has not booked: a");
    }

    @Test
    void shouldLetAnAttemptPassThatBrokeBeforeItArrived() {
        // Given
        run.started("a", 2, Run.LARGE);
        run.stories.add(Run.record("a", 2, Run.LARGE, Phase.ENDED, FailureKind.NETWORK));
        // When
        List<String> problems = problems();
        // Then
        assertThat(problems).isEmpty();
    }

    private List<String> problems() {
        return problems(run.delivered.size());
    }

    private List<String> problems(int planned) {
        return Verification.problems(
                planned,
                run.delivered,
                run.stories.snapshot(),
                run.bookings,
                Set.of(Run.SMALL.provider(), Run.LARGE.provider()));
    }
}
