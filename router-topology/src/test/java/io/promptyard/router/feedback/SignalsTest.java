package io.promptyard.router.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.router.fixture.Attempts;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void shouldLearnNothingFromACallThatWasNoAttemptAtAnAnswer() {
        // Given
        ProviderAttempt answered = Attempts.answered("a", Attempts.FAST, Attempts.T0, 100, null, 10, 5, 0);
        // Then
        assertThat(Signals.of(answered)).hasSize(1);
        assertThat(Signals.of(Attempts.of(answered, ProviderAttempt.Purpose.JUDGE)))
                .isEmpty();
    }
}
