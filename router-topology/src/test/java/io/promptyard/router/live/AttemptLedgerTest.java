package io.promptyard.router.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.connector.CallTimeouts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.fixture.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttemptLedgerTest {
    private static final Instant T0 = Attempts.T0;
    private static final Target FAST = Attempts.FAST;
    private static final Target LIMITED = Attempts.LIMITED;

    private final AttemptLedger ledger = new AttemptLedger(Attempts.config());

    @Test
    void shouldKnowNothingBeforeAnythingCame() {
        // When
        Snapshot snapshot = ledger.snapshot(T0);
        // Then
        assertThat(snapshot.targets()).containsOnlyKeys(LIMITED);
        assertThat(state(LIMITED, T0)).isEqualTo(new TargetState(0, null, null, 0, 1.0, 0));
        assertThat(snapshot.outputs()).isEmpty();
    }

    @Test
    void shouldForgetACallThatNobodyEndedBehindOneThatMayTakeLonger() {
        // Given
        AttemptLedger two = new AttemptLedger(slow(Duration.ofHours(1)));
        two.take(Attempts.started("long", FAST, T0));
        two.take(Attempts.started("lost", LIMITED, T0));
        // When
        Instant later = T0.plus(CallTimeouts.DEFAULTS.total()).plusSeconds(61);
        Snapshot snapshot = two.snapshot(later);
        // Then
        assertThat(snapshot.targets().get(LIMITED))
                .isNotNull()
                .satisfies(state -> assertThat(state.open()).isZero());
        assertThat(snapshot.targets().get(FAST))
                .isNotNull()
                .satisfies(state -> assertThat(state.open()).isEqualTo(1));
    }

    /** FAST may take so long. */
    private static RouterConfig slow(Duration total) {
        RouterConfig plain = Attempts.config();
        ProviderConfig fast = plain.providers().get(FAST.provider());
        TreeMap<ProviderId, ProviderConfig> providers = new TreeMap<>(plain.providers());
        providers.put(
                FAST.provider(),
                ProviderConfig.at(fast.id(), fast.dialect(), fast.baseUrl())
                        .regions(fast.regions())
                        .zeroRetention(true)
                        .maxConcurrency(8)
                        .lookAhead(8)
                        .timeouts(new CallTimeouts(
                                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), total))
                        .build());
        return new RouterConfig(
                plain.version(),
                providers,
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                plain.routes(),
                plain.ceilings(),
                plain.retries());
    }

    @Test
    void shouldTakeTimesRatesAndCacheFromAnswers() {
        // When
        ledger.take(Attempts.answered("a", FAST, T0, 1_100, 100L, 1_000, 50, 400));
        ledger.take(Attempts.answered("b", FAST, T0, 2_300, 300L, 1_000, 100, 0));
        // Then: 20 ms a token both
        TargetState state = state(FAST, T0);
        assertThat(state.samples()).isEqualTo(2);
        assertThat(state.firstTokenMillis()).isEqualTo(200);
        assertThat(state.tokensPerSecond()).isCloseTo(50, within(1e-9));
        assertThat(state.cachedShare()).isEqualTo(0.2);
        assertThat(state.headroom()).isNull();
    }

    @Test
    void shouldTakeAJudgesCallAsUseOfLimitsAloneAndNeitherAsLoadNorAsAnAnswer() {
        // When
        ledger.take(judged(Attempts.started("a", LIMITED, T0)));
        int open = state(LIMITED, T0).open();
        ledger.take(judged(Attempts.answered("a", LIMITED, T0, 100, null, 500, 5, 0)));
        // Then
        TargetState state = state(LIMITED, T0);
        assertThat(open).isZero();
        assertThat(state.open()).isZero();
        assertThat(state.samples()).isZero();
        assertThat(state.headroom()).isLessThan(0.6);
        assertThat(ledger.snapshot(T0).outputs()).isEmpty();
    }

    @Test
    void shouldLeaveATargetAloneThatRefusesTheJudgeForItsRateLimit() {
        // When
        ledger.take(judged(Attempts.refused("a", FAST, FailureKind.RATE_LIMITED, 20_000L, T0)));
        // Then
        assertThat(ledger.snapshot(T0).coolings()).containsEntry(FAST, T0.plusSeconds(20));
    }

    @Test
    void shouldLearnNothingFromAShadowButThatItUsesUpTheProvidersLimits() {
        // When
        for (int i = 0; i < 5; i++) {
            ledger.take(shadow(Attempts.started("a" + i, LIMITED, T0)));
        }
        ledger.take(shadow(Attempts.answered("a0", LIMITED, T0, 100, null, 5, 5, 0)));
        ledger.take(shadow(Attempts.failed("a1", LIMITED, T0)));
        ledger.take(shadow(Attempts.started("b", FAST, T0)));
        // Then
        TargetState state = state(LIMITED, T0);
        assertThat(state.open()).isZero();
        assertThat(state.samples()).isZero();
        assertThat(state.headroom()).isEqualTo(0.5);
        assertThat(ledger.snapshot(T0).targets()).doesNotContainKey(FAST);
        assertThat(ledger.snapshot(T0).coolings()).isEmpty();
    }

    private static ProviderAttempt shadow(ProviderAttempt attempt) {
        return Attempts.of(attempt, ProviderAttempt.Purpose.SHADOW);
    }

    private static ProviderAttempt judged(ProviderAttempt attempt) {
        return Attempts.of(attempt, ProviderAttempt.Purpose.JUDGE);
    }

    @Test
    void shouldFadeByHalfEachMinuteAndForgetInTheEnd() {
        // Given
        ledger.take(Attempts.answered("a", FAST, T0, 1_000, 100L, 10, 10, 0));
        // When
        ledger.take(Attempts.answered("b", FAST, T0.plusSeconds(60), 1_000, 400L, 10, 10, 0));
        // Then
        TargetState fresh = state(FAST, T0.plusSeconds(60));
        assertThat(fresh.samples()).isCloseTo(1.5, within(1e-9));
        assertThat(fresh.firstTokenMillis()).isCloseTo(300, within(1e-9));
        assertThat(state(FAST, T0.plusSeconds(180)).samples()).isCloseTo(0.375, within(1e-9));
        assertThat(ledger.snapshot(T0.plusSeconds(3_600)).targets()).doesNotContainKey(FAST);
    }

    @Test
    void shouldLetALateAnswerCountForLessAndTurnNoClockBack() {
        // Given
        ledger.take(Attempts.answered("a", FAST, T0.plusSeconds(60), 1_000, 300L, 10, 10, 0));
        // When
        ledger.take(Attempts.answered("b", FAST, T0, 1_000, 0L, 10, 10, 0));
        // Then
        TargetState state = state(FAST, T0.plusSeconds(60));
        assertThat(state.samples()).isCloseTo(1.5, within(1e-9));
        assertThat(state.firstTokenMillis()).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldCountCallsThatAreOpenOnceHoweverOftenTheyAreRead() {
        // When
        ledger.take(Attempts.started("a", FAST, T0));
        ledger.take(Attempts.started("a", FAST, T0));
        ledger.take(Attempts.started("b", FAST, T0));
        ledger.take(Attempts.failed("b", FAST, T0.plusSeconds(1)));
        ledger.take(Attempts.failed("never started", FAST, T0.plusSeconds(1)));
        // Then
        assertThat(state(FAST, T0.plusSeconds(1)).open()).isEqualTo(1);
        assertThat(state(FAST, T0.plusSeconds(1)).samples()).isZero();
    }

    @Test
    void shouldForgetACallThatNobodyEnds() {
        // Given
        ledger.take(Attempts.started("a", FAST, T0));
        Duration longest = Attempts.provider(FAST).timeouts().total();
        // When
        boolean before = ledger.snapshot(T0.plus(longest)).targets().containsKey(FAST);
        boolean after =
                ledger.snapshot(T0.plus(longest).plusSeconds(61)).targets().containsKey(FAST);
        // Then
        assertThat(before).isTrue();
        assertThat(after).isFalse();
    }

    @Test
    void shouldHoldNoMoreOpenCallsThanItMay() {
        // When
        for (int i = 0; i < AttemptLedger.MOST_OPEN + 5; i++) {
            ledger.take(Attempts.started("a" + i, FAST, T0));
        }
        // Then
        assertThat(state(FAST, T0).open()).isEqualTo(AttemptLedger.MOST_OPEN);
    }

    @Test
    void shouldTellWhatIsLeftOfTheFullerLimitOfTheLastMinute() {
        // When: 10 requests and 1,000 tokens a minute
        ledger.take(Attempts.started("a", LIMITED, T0));
        ledger.take(Attempts.started("b", LIMITED, T0.plusSeconds(1)));
        double ofRequests = headroom(T0.plusSeconds(1));
        ledger.take(Attempts.answered("a", LIMITED, T0.plusSeconds(2), 100, null, 300, 400, 0));
        double ofTokens = headroom(T0.plusSeconds(2));
        ledger.take(Attempts.answered("b", LIMITED, T0.plusSeconds(30), 100, null, 900, 900, 0));
        double spent = headroom(T0.plusSeconds(30));
        // Then
        assertThat(ofRequests).isCloseTo(0.8, within(1e-9));
        assertThat(ofTokens).isCloseTo(0.3, within(1e-9));
        assertThat(spent).isZero();
        assertThat(headroom(T0.plusSeconds(95))).isEqualTo(1);
    }

    @Test
    void shouldPredictOutputOnlyOnceEnoughIsSeenOfATask() {
        // Given
        for (int i = 0; i < AttemptLedger.ENOUGH - 1; i++) {
            ledger.take(Attempts.answered("a" + i, FAST, T0, 100, null, 10, 100, 0));
        }
        boolean early = ledger.snapshot(T0).outputs().isEmpty();
        // When
        ledger.take(Attempts.answered("last", FAST, T0, 100, null, 10, 140, 0));
        // Then
        assertThat(early).isTrue();
        assertThat(ledger.snapshot(T0).outputs()).containsOnlyKeys(Task.CHAT).containsEntry(Task.CHAT, 102L);
        assertThat(ledger.snapshot(T0.plusSeconds(36_000)).outputs()).isEmpty();
    }

    @Test
    void shouldIgnoreTargetsThatAreNotConfiguredAndPhasesOfLater() {
        // Given
        ProviderAttempt elsewhere = Attempts.started("a", Target.of("gone", "m"), T0);
        ProviderAttempt unknown = Attempts.started("b", Target.of("fast", "unheard-of"), T0);
        // When
        ledger.take(elsewhere);
        ledger.take(unknown);
        // Then
        assertThat(ledger.snapshot(T0).targets()).containsOnlyKeys(LIMITED);
    }

    private TargetState state(Target target, Instant now) {
        return Objects.requireNonNull(ledger.snapshot(now).targets().get(target));
    }

    private double headroom(Instant now) {
        return Objects.requireNonNull(state(LIMITED, now).headroom());
    }
}
