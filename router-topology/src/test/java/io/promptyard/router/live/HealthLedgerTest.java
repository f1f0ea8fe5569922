package io.promptyard.router.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.router.fixture.Attempts;
import io.promptyard.router.fixture.Healths;
import io.promptyard.router.fixture.Prompts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What worker processes say, as decisions get to know it. */
class HealthLedgerTest {
    private static final Instant T0 = Attempts.T0;
    private static final Target FAST = Attempts.FAST;
    private static final Target LIMITED = Attempts.LIMITED;

    private final AttemptLedger ledger = new AttemptLedger(Attempts.config());

    @Test
    void shouldKnowUntilWhenATargetIsNotToBeCalled() {
        // When
        ledger.take(Healths.of(FAST, State.OPEN, T0.plusSeconds(15)), T0);

        // Then
        assertThat(state(FAST, T0)).isNotNull().satisfies(state -> {
            assertThat(state.health()).isEqualTo(State.OPEN);
            assertThat(state.notBefore()).isEqualTo(T0.plusSeconds(15));
        });
        assertThat(state(FAST, T0.plusSeconds(15))).as("its time is over").isNull();
    }

    @Test
    void shouldTakeThePessimistsWordWhenProcessesDisagree() {
        // When
        ledger.take(Healths.of(FAST, State.OPEN, T0.plusSeconds(15), "one"), T0);
        ledger.take(Healths.of(FAST, State.HEALTHY, null, "two"), T0);
        ledger.take(Healths.of(FAST, State.OPEN, T0.plusSeconds(20), "three"), T0);

        // Then
        assertThat(state(FAST, T0))
                .isNotNull()
                .extracting(TargetState::notBefore)
                .isEqualTo(T0.plusSeconds(20));
    }

    @Test
    void shouldLetPromptsGoWithCareWhenACircuitIsTriedAgain() {
        // Given
        Instant tried = T0.plusSeconds(15);
        Releases releases = new Releases(Attempts.config());
        ledger.take(Healths.of(FAST, State.OPEN, tried), T0);

        // When
        ledger.take(Healths.of(FAST, State.HALF_OPEN, null), tried);
        Instant end = ledger.snapshot(tried).coolings().get(FAST);
        Instant first = releases.availableAt(FAST, end, tried);
        releases.released(Prompts.dispatch("a", FAST, 1, 0), null, tried);

        // Then
        assertThat(first).isEqualTo(tried);
        assertThat(releases.availableAt(FAST, end, tried)).isEqualTo(tried.plus(Releases.STEP));
        assertThat(ledger.snapshot(tried.plus(Releases.RECOVERY)).coolings()).isEmpty();
    }

    @Test
    void shouldHoldNobodyBackWhenAProviderWasResetBeforeItsTime() {
        // Given
        ledger.take(Healths.of(FAST.provider(), T0.plusSeconds(60), null), T0);
        assertThat(ledger.snapshot(T0).coolings()).containsEntry(FAST, T0.plusSeconds(60));

        // When
        ledger.take(Healths.of(FAST.provider(), null, null), T0.plusSeconds(1));

        // Then
        assertThat(ledger.snapshot(T0.plusSeconds(1)).coolings()).isEmpty();
    }

    @Test
    void shouldForgetItWhenTheProcessTakesItBack() {
        // Given
        ledger.take(Healths.of(FAST, State.OPEN, T0.plusSeconds(15)), T0);

        // When
        ledger.take(Healths.of(FAST, State.HALF_OPEN, null), T0);

        // Then
        assertThat(state(FAST, T0)).isNull();
    }

    @Test
    void shouldKnowItOfEveryModelWhenTheProvidersKeysCool() {
        // When
        ledger.take(Healths.of(FAST.provider(), T0.plusSeconds(7), null), T0);

        // Then
        assertThat(state(FAST, T0)).isNotNull().satisfies(state -> {
            assertThat(state.health()).isEqualTo(State.COOLING);
            assertThat(state.notBefore()).isEqualTo(T0.plusSeconds(7));
        });
    }

    @Test
    void shouldHaveTheHeadroomThatTheProviderTellsWhereNothingIsConfigured() {
        // When
        ledger.take(Healths.of(FAST.provider(), null, 0.25), T0);

        // Then
        assertThat(state(FAST, T0))
                .isNotNull()
                .extracting(TargetState::headroom)
                .isEqualTo(0.25);
        assertThat(state(FAST, T0.plusSeconds(61))).as("it is old").isNull();
    }

    @Test
    void shouldHaveTheScarcerHeadroomWhenLimitsAreConfiguredAndTold() {
        // Given: one of ten requests is used
        ledger.take(Attempts.started("a", LIMITED, T0));

        // When
        ledger.take(Healths.of(LIMITED.provider(), null, 0.4), T0);

        // Then
        assertThat(state(LIMITED, T0))
                .isNotNull()
                .extracting(TargetState::headroom)
                .isEqualTo(0.4);
    }

    @Test
    void shouldPassOverAProviderThatIsNotConfigured() {
        // When
        ledger.take(Healths.of(Target.of("other", "m"), State.OPEN, T0.plusSeconds(15)), T0);

        // Then
        assertThat(ledger.snapshot(T0).targets()).containsOnlyKeys(LIMITED);
    }

    private @Nullable TargetState state(Target target, Instant now) {
        return ledger.snapshot(now).targets().get(target);
    }
}
