package io.promptyard.router.live;

import static io.promptyard.router.fixture.Attempts.FAST;
import static io.promptyard.router.fixture.Attempts.LIMITED;
import static io.promptyard.router.fixture.Attempts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.fixture.Attempts;
import io.promptyard.router.policy.Availability;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Waiting;
import io.promptyard.router.policy.RoutingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What attempts, and what was let go, say of when targets take calls. */
class AvailabilityTest {
    private final AttemptLedger ledger = new AttemptLedger(Attempts.config());
    private Availability beside = Availability.ALWAYS;
    private final LivePolicy live = new LivePolicy(
            CostAwarePolicy.of(Attempts.config()),
            () -> ledger.snapshot(T0),
            new Releases(Attempts.config()),
            (target, now) -> beside.availableAt(target, now));
    /** Whoever stands between hands on all three questions. */
    private final RoutingPolicy policy = RoutingPolicy.following(() -> live);

    @Test
    void shouldCountWhatAllLanesLetGoAgainstAProvidersLimit() {
        // Given: neither attempts nor the other lane's policy tell of it
        Releases together = new Releases(Attempts.config());
        LivePolicy one = LivePolicy.of(Attempts.config(), () -> Snapshot.NOTHING, () -> together);
        LivePolicy other = LivePolicy.of(Attempts.config(), () -> Snapshot.NOTHING, () -> together);
        // When: ten a minute
        for (int i = 0; i < 40; i++) {
            LivePolicy lane = i % 2 == 0 ? one : other;
            lane.acted(lane.decide(prompt("p" + i), T0), T0);
        }
        // Then
        assertThat(together.availableAt(LIMITED, null, T0)).isAfter(T0);
        for (LivePolicy lane : List.of(one, other)) {
            assertThat(((Routed) lane.decide(prompt("more"), T0)).dispatch().target())
                    .isEqualTo(FAST);
        }
    }

    @Test
    void shouldCoolForAsLongAsTheProviderAskedFor() {
        // When
        fail(FAST, FailureKind.RATE_LIMITED, 30_000L, T0);
        fail(FAST, FailureKind.RATE_LIMITED, 5_000L, T0.plusSeconds(1));
        // Then: the longer holds
        assertThat(back(FAST, T0.plusSeconds(2))).isEqualTo(T0.plusSeconds(30));
        assertThat(back(FAST, T0.plusSeconds(30))).isEqualTo(T0.plusSeconds(30));
        assertThat(back(LIMITED, T0)).isEqualTo(T0);
    }

    @Test
    void shouldAskAgainAfterAnHourWhateverTheProviderAskedFor() {
        // When
        fail(FAST, FailureKind.RATE_LIMITED, Duration.ofDays(3).toMillis(), T0);
        // Then
        assertThat(back(FAST, T0)).isEqualTo(T0.plus(Duration.ofHours(1)));
    }

    @Test
    void shouldGuessLongerAfterEachLimitThatNamesNoTimeAndBeginAnewWithAnAnswer() {
        // When
        fail(FAST, FailureKind.RATE_LIMITED, null, T0);
        fail(FAST, FailureKind.RATE_LIMITED, null, T0.plusMillis(500)); // open at the time: says nothing new
        Instant first = back(FAST, T0);
        fail(FAST, FailureKind.RATE_LIMITED, null, T0.plusSeconds(2));
        Instant second = back(FAST, T0);
        ledger.take(Attempts.answered("ok", FAST, T0.plusSeconds(9), 10, null, 1, 1, 0));
        fail(FAST, FailureKind.RATE_LIMITED, null, T0.plusSeconds(10));
        // Then
        assertThat(first).isEqualTo(T0.plusSeconds(1));
        assertThat(second).isEqualTo(T0.plusSeconds(4));
        assertThat(back(FAST, T0)).isEqualTo(T0.plusSeconds(11));
    }

    @Test
    void shouldNotCoolForOtherFailures() {
        // When
        fail(FAST, FailureKind.TIMEOUT, null, T0);
        fail(FAST, FailureKind.OVERLOADED, 1_000L, T0);
        fail(FAST, FailureKind.AUTHENTICATION, 1_000L, T0);
        // Then
        assertThat(back(FAST, T0)).isEqualTo(T0);
    }

    @Test
    void shouldBeBackWhenEnoughOfTheMinuteIsLeftBehind() {
        // When: ten requests a minute
        for (int i = 0; i < 10; i++) {
            ledger.take(Attempts.started("a" + i, LIMITED, T0.plusSeconds(i)));
        }
        // Then
        assertThat(back(LIMITED, T0.plusSeconds(10))).isEqualTo(T0.plusSeconds(60));
        assertThat(back(LIMITED, T0.plusSeconds(60))).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void shouldCountWhatItLetGoItselfBeforeAttemptsTellOfIt() {
        // When: FAST is out, LIMITED takes ten
        beside = (target, now) -> target.equals(FAST) ? T0.plusSeconds(300) : now;
        int gone = 0;
        RouteDecision decision = policy.decide(prompt("p"), T0);
        while (decision instanceof Routed routed && gone < 100) {
            policy.acted(routed, T0);
            gone++;
            decision = policy.decide(prompt("p"), T0);
        }
        // Then: of 100 tokens each, so that both limits are reached
        assertThat(gone).isEqualTo(10);
        assertThat(((Waiting) decision).until()).isEqualTo(T0.plusSeconds(60));
        assertThat(((Waiting) decision).targets()).containsExactlyInAnyOrder(FAST, LIMITED);
    }

    @Test
    void shouldMeetATargetThatComesBackWithCare() {
        // Given
        beside = (target, now) -> target.equals(LIMITED) ? T0.plusSeconds(300) : now;
        fail(FAST, FailureKind.RATE_LIMITED, 1_000L, T0);
        Instant back = T0.plusSeconds(1);
        // When
        int atOnce = letGo(back);
        int afterOneStep = letGo(back.plus(Releases.STEP));
        int afterTwo = letGo(back.plus(Releases.STEP.multipliedBy(2)));
        int afterAll = letGo(back.plus(Releases.RECOVERY));
        // Then
        assertThat(List.of(atOnce, afterOneStep, afterTwo)).containsExactly(1, 2, 4);
        assertThat(afterAll).isEqualTo(50);
    }

    @Test
    void shouldGiveTheTurnBackWhenADecisionIsNotActedUpon() {
        // Given
        RouteDecision first = policy.decide(prompt("a"), T0);
        // When
        policy.withdrawn(first);
        RouteDecision again = policy.decide(prompt("b"), T0);
        RouteDecision next = policy.decide(prompt("c"), T0);
        policy.withdrawn(again); // its turn is not the last any more: too late
        RouteDecision last = policy.decide(prompt("d"), T0);
        // Then
        assertThat(List.of(first, again, next, last))
                .extracting(each -> each.record().turn())
                .containsExactly(0L, 0L, 1L, 2L);
    }

    private int letGo(Instant now) {
        int gone = 0;
        for (int i = 0; i < 50; i++) {
            RouteDecision decision = policy.decide(prompt("p"), now);
            if (decision instanceof Routed) {
                policy.acted(decision, now);
                gone++;
            }
        }
        return gone;
    }

    private Instant back(Target target, Instant now) {
        return ledger.snapshot(now).availableAt(target, now);
    }

    private void fail(Target target, FailureKind kind, @Nullable Long retryAfterMillis, Instant at) {
        ledger.take(Attempts.refused("f-" + at + kind, target, kind, retryAfterMillis, at));
    }

    private static ClassifiedPrompt prompt(String id) {
        PromptRequest request = PromptRequest.of(new RequestId(id), T0, PromptBody.ofUser("hello"));
        Classification classification =
                new Classification("test", Task.CHAT, 1, "", "en", 100, 0.5, Map.of(), Map.of(), 1);
        return new ClassifiedPrompt(request, classification, List.of(), T0.plusSeconds(600), "");
    }
}
