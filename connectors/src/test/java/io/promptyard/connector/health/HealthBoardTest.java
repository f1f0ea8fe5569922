package io.promptyard.connector.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthBoardTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target TARGET = Target.of("p", "m");
    private static final Target OTHER = Target.of("p", "n");

    private final List<String> moves = new ArrayList<>();
    private final HealthBoard board = new HealthBoard(HealthConfig.DEFAULTS, new HealthListener() {
        @Override
        public void circuit(Target target, State state) {
            moves.add(target + " " + state);
        }
    });

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_ERROR", "OVERLOADED", "TIMEOUT", "NETWORK"})
    void shouldOpenTheTargetsCircuitAloneWhenTheProviderFails(FailureKind kind) {
        // When
        fail(TARGET, 20, kind, null);

        // Then
        assertThat(board.admit(TARGET, NOW)).isEqualTo(new CircuitPass.Refused(NOW.plusSeconds(15)));
        assertThat(board.admit(OTHER, NOW)).isInstanceOf(CircuitPass.Granted.class);
        assertThat(moves).containsExactly("p/m OPEN");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PROVIDER_ERROR", "OVERLOADED", "TIMEOUT", "NETWORK"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldLeaveTheCircuitClosedWhenTheTargetIsNotToBlame(FailureKind kind) {
        // When
        fail(TARGET, 100, kind, null);

        // Then
        assertThat(board.admit(TARGET, NOW)).isInstanceOf(CircuitPass.Granted.class);
    }

    /** A caller's own error neither opens the circuit for twice as long nor keeps others from probing. */
    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "CONTEXT_TOO_LONG", "CONTENT_FILTERED", "TOO_LARGE", "CANCELLED"})
    void shouldGoOnProbingWhenAProbeFailsByItsCallersFault(FailureKind kind) {
        // Given
        fail(TARGET, 20, FailureKind.OVERLOADED, null);
        Instant halfOpen = NOW.plusSeconds(15);

        // When
        for (int i = 0; i < 10; i++) {
            CircuitPass.Granted probe = (CircuitPass.Granted) board.admit(TARGET, halfOpen);
            probe.end().ended(new Failed(kind, "", 400, null, null, 1, null, 0, null), halfOpen);
        }

        // Then
        assertThat(board.admit(TARGET, halfOpen)).isInstanceOf(CircuitPass.Granted.class);
        assertThat(moves).containsExactly("p/m OPEN", "p/m HALF_OPEN");
    }

    @Test
    void shouldLeaveTheCircuitClosedWhenTheSameCallIsUnderWayOverThere() {
        // When
        fail(TARGET, 100, FailureKind.PROVIDER_ERROR, 409);

        // Then
        assertThat(board.admit(TARGET, NOW)).isInstanceOf(CircuitPass.Granted.class);
    }

    @Test
    void shouldShowTargetsAndProvidersWhenAsked() {
        // Given
        board.keys(new ProviderId("p"), List.of("1"));
        fail(TARGET, 20, FailureKind.TIMEOUT, null);

        // When
        List<ProviderHealth> view = board.view("here", NOW);

        // Then
        assertThat(view).extracting(ProviderHealth::key).containsExactly("p", "p/m");
        assertThat(view).extracting(ProviderHealth::state).containsExactly(State.HEALTHY, State.OPEN);
        assertThat(view.getFirst().keys()).hasSize(1);
        assertThat(view.getLast().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(view.getLast().failures()).isEqualTo(20);
        assertThat(view.getLast().instance()).isEqualTo("here");
    }

    @Test
    void shouldForgetWhatItIsToldToWhenReset() {
        // Given
        fail(TARGET, 20, FailureKind.TIMEOUT, null);
        fail(OTHER, 20, FailureKind.TIMEOUT, null);

        // When
        boolean found = board.reset(TARGET.provider(), TARGET.model(), NOW);

        // Then
        assertThat(found).isTrue();
        assertThat(board.admit(TARGET, NOW)).isInstanceOf(CircuitPass.Granted.class);
        assertThat(board.admit(OTHER, NOW)).isInstanceOf(CircuitPass.Refused.class);
        assertThat(board.reset(new ProviderId("unknown"), null, NOW)).isFalse();
        assertThat(board.reset(TARGET.provider(), null, NOW)).isTrue();
        assertThat(board.admit(OTHER, NOW)).isInstanceOf(CircuitPass.Granted.class);
    }

    @Test
    void shouldKeepTheKeysWhenTheirNamesAreTheSame() {
        // Given
        KeyRing ring = board.keys(new ProviderId("p"), List.of("a", "b"));

        // When
        Optional<KeyRing> same = Optional.of(board.keys(new ProviderId("p"), List.of("a", "b")));

        // Then
        assertThat(same).containsSame(ring);
        assertThat(board.keys(new ProviderId("p"), List.of("a"))).isNotSameAs(ring);
    }

    private void fail(Target target, int calls, FailureKind kind, Integer status) {
        for (int i = 0; i < calls; i++) {
            if (board.admit(target, NOW) instanceof CircuitPass.Granted granted) {
                granted.end().ended(new Failed(kind, "", status, null, null, 1, null, 0, null), NOW);
            }
        }
    }
}
