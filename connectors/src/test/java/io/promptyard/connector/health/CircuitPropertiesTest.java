package io.promptyard.connector.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever calls begin and end, and whenever they do. */
class CircuitPropertiesTest {
    private static final int PROBES = 3;
    private static final int MIN_CALLS = 5;
    private static final CircuitConfig CONFIG = new CircuitConfig(
            true, Duration.ofSeconds(10), MIN_CALLS, 0.5, Duration.ofSeconds(2), Duration.ofSeconds(8), PROBES);

    /** Begin a call, end the oldest open one, let time pass. */
    enum Step {
        BEGIN,
        GOOD,
        BAD,
        NEITHER,
        WAIT,
        WAIT_LONG
    }

    private final Deque<Circuit.Pass> open = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Circuit circuit = new Circuit(CONFIG, now);

    @Property(tries = 500)
    void shouldNeverHaveMoreProbesOpenThanStatedWhateverHappens(@ForAll("steps") List<Step> steps) {
        for (Step step : steps) {
            // When
            boolean begun = take(step);
            // Then
            if (begun && circuit.view(now).state() == State.HALF_OPEN) {
                long era = open.getLast().era();
                assertThat(open.stream().filter(each -> each.era() == era)).hasSizeLessThanOrEqualTo(PROBES);
            }
        }
    }

    @Property(tries = 500)
    void shouldOpenOnlyAfterEnoughCallsOfWhichEnoughFailed(@ForAll("steps") List<Step> steps) {
        for (Step step : steps) {
            // Given
            State before = circuit.view(now).state();
            int calls = circuit.view(now).calls();
            int failures = circuit.view(now).failures();
            // When
            take(step);
            // Then
            if (before == State.HEALTHY && circuit.view(now).state() == State.OPEN) {
                assertThat(step).isEqualTo(Step.BAD);
                assertThat(calls + 1).isGreaterThanOrEqualTo(MIN_CALLS);
                assertThat(2 * (failures + 1)).isGreaterThanOrEqualTo(calls + 1);
            }
        }
    }

    @Property(tries = 500)
    void shouldCloseAgainWhenTheTargetIsWell(@ForAll("steps") List<Step> steps) {
        // Given: whatever happened, and the calls that were open have ended
        steps.forEach(this::take);
        while (!open.isEmpty()) {
            take(Step.BAD);
        }

        // When
        now = now.plus(CONFIG.maxOpen()).plus(CONFIG.window());
        for (int i = 0; i < PROBES; i++) {
            take(Step.BEGIN);
            take(Step.GOOD);
        }

        // Then
        assertThat(circuit.view(now).state()).isEqualTo(State.HEALTHY);
    }

    @Property(tries = 500)
    void shouldAdmitNothingWhileItIsOpen(@ForAll("steps") List<Step> steps) {
        for (Step step : steps) {
            // Given
            Instant until = circuit.view(now).until();
            // When
            boolean begun = take(step);
            // Then
            if (until != null && now.isBefore(until)) {
                assertThat(begun).isFalse();
            }
        }
    }

    /** Whether a call began. */
    private boolean take(Step step) {
        switch (step) {
            case BEGIN -> {
                Circuit.Pass pass = circuit.admit(now);
                if (pass != null) {
                    open.add(pass);
                }
                return pass != null;
            }
            case WAIT -> now = now.plusMillis(300);
            case WAIT_LONG -> now = now.plusSeconds(3);
            case GOOD -> end(CallVerdict.GOOD);
            case BAD -> end(CallVerdict.BAD);
            case NEITHER -> end(CallVerdict.NEITHER);
        }
        return false;
    }

    private void end(CallVerdict verdict) {
        Circuit.Pass pass = open.poll();
        if (pass != null) {
            circuit.ended(pass, verdict, FailureKind.PROVIDER_ERROR, now);
        }
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        return Arbitraries.frequency(
                        Tuple.of(6, Step.BEGIN),
                        Tuple.of(2, Step.GOOD),
                        Tuple.of(4, Step.BAD),
                        Tuple.of(1, Step.NEITHER),
                        Tuple.of(2, Step.WAIT),
                        Tuple.of(1, Step.WAIT_LONG))
                .list()
                .ofMaxSize(120);
    }
}
