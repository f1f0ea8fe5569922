package io.promptyard.connector.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final CircuitConfig CONFIG =
            new CircuitConfig(true, Duration.ofSeconds(10), 4, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(15), 2);

    private final Circuit circuit = new Circuit(CONFIG, START);
    private Instant now = START;

    @Test
    void shouldStayClosedWhenThereAreTooFewCalls() {
        // When
        calls(3, CallVerdict.BAD);

        // Then
        assertThat(state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void shouldOpenForATimeWhenEnoughCallsFailed() {
        // When
        calls(2, CallVerdict.GOOD);
        calls(2, CallVerdict.BAD);

        // Then
        assertThat(state()).isEqualTo(State.OPEN);
        assertThat(circuit.view(now).until()).isEqualTo(now.plusSeconds(5));
        assertThat(circuit.view(now).kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
        assertThat(circuit.admit(now)).isNull();
    }

    @Test
    void shouldStayClosedWhenTheFailuresAreThoseOfCallers() {
        // When
        calls(100, CallVerdict.NEITHER);

        // Then
        assertThat(state()).isEqualTo(State.HEALTHY);
        assertThat(circuit.view(now).calls()).isZero();
    }

    @Test
    void shouldForgetFailuresWhenTheWindowHasPassedThem() {
        // Given
        calls(3, CallVerdict.BAD);
        now = now.plusSeconds(11);

        // When
        calls(1, CallVerdict.BAD);

        // Then
        assertThat(state()).isEqualTo(State.HEALTHY);
        assertThat(circuit.view(now).failures()).isOne();
    }

    @Test
    void shouldLetAFewThroughWhenItsTimeIsOver() {
        // Given
        calls(4, CallVerdict.BAD);

        // When
        now = now.plusSeconds(5);

        // Then
        assertThat(circuit.admit(now)).isNotNull();
        assertThat(circuit.admit(now)).isNotNull();
        assertThat(circuit.admit(now)).isNull();
        assertThat(state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void shouldCloseWhenItsProbesAnswer() {
        // Given
        calls(4, CallVerdict.BAD);
        now = now.plusSeconds(5);

        // When
        calls(2, CallVerdict.GOOD);

        // Then
        assertThat(state()).isEqualTo(State.HEALTHY);
        assertThat(circuit.view(now).failures()).isZero();
    }

    @Test
    void shouldStayOpenForTwiceAsLongWhenAProbeFails() {
        // Given
        calls(4, CallVerdict.BAD);
        now = now.plusSeconds(5);

        // When
        calls(1, CallVerdict.BAD);

        // Then
        assertThat(circuit.view(now).until()).isEqualTo(now.plusSeconds(10));
        now = now.plusSeconds(10);
        calls(1, CallVerdict.BAD);
        assertThat(circuit.view(now).until()).as("at most max-open").isEqualTo(now.plusSeconds(15));
    }

    @Test
    void shouldTryAgainWhenAProbeSaysNothing() {
        // Given
        calls(4, CallVerdict.BAD);
        now = now.plusSeconds(5);

        // When
        calls(5, CallVerdict.NEITHER);

        // Then
        assertThat(state()).isEqualTo(State.HALF_OPEN);
        assertThat(circuit.admit(now)).isNotNull();
    }

    @Test
    void shouldNotHearWhatBeganBeforeWhenItIsHalfOpen() {
        // Given
        Circuit.Pass early = circuit.admit(now);
        calls(4, CallVerdict.BAD);
        now = now.plusSeconds(5);
        circuit.admit(now);

        // When
        circuit.ended(early, CallVerdict.BAD, FailureKind.TIMEOUT, now);

        // Then
        assertThat(state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void shouldBeAsNewWhenItIsReset() {
        // Given
        calls(4, CallVerdict.BAD);

        // When
        circuit.reset(now);

        // Then
        assertThat(state()).isEqualTo(State.HEALTHY);
        assertThat(circuit.view(now).kind()).isNull();
        calls(4, CallVerdict.BAD);
        assertThat(circuit.view(now).until()).as("the first time again").isEqualTo(now.plusSeconds(5));
    }

    private void calls(int count, CallVerdict verdict) {
        for (int i = 0; i < count; i++) {
            Circuit.Pass pass = circuit.admit(now);
            assertThat(pass).isNotNull();
            circuit.ended(pass, verdict, verdict == CallVerdict.BAD ? FailureKind.PROVIDER_ERROR : null, now);
        }
    }

    private State state() {
        return circuit.view(now).state();
    }
}
