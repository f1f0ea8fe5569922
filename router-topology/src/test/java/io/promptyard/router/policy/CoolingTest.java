package io.promptyard.router.policy;

import static io.promptyard.router.policy.ConstraintGateTest.removed;
import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import io.promptyard.router.policy.RouteDecision.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Targets that take no calls for a while, and who stands in for them. */
class CoolingTest {
    private final Map<Target, TargetState> states = new HashMap<>();

    @Test
    void shouldGoToAnotherWhileTheFirstChoiceIsCooling() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        cooling(SMALL, 30);
        // When
        Routed routed = (Routed) decide(world, prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(SMALL, "cooling");
        assertThat(routed.record().candidates())
                .filteredOn(each -> each.target().equals(SMALL))
                .extracting(Candidate::detail)
                .containsExactly("until 2026-10-01T12:00:30Z");
    }

    @Test
    void shouldTakeItAgainFromTheMomentThatItIsBack() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        cooling(SMALL, 0);
        // When
        Routed routed = (Routed) decide(world, prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(SMALL);
    }

    @Test
    void shouldWaitForTheFirstThatIsExpectedBackWhenAllThatIsPermittedIsCooling() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(SMALL, EURO)));
        cooling(SMALL, 30);
        cooling(EURO, 10);
        // When
        Waiting waiting = (Waiting) decide(world, prompt(request()));
        // Then
        assertThat(waiting.until()).isEqualTo(T0.plusSeconds(10));
        assertThat(waiting.targets()).containsExactlyInAnyOrder(SMALL, EURO);
        assertThat(waiting.record().target()).isNull();
        assertThat(waiting.record().refusal()).isNull();
        assertThat(waiting.otherwise().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(waiting.otherwise().retryAfterMillis()).isEqualTo(10_000);
    }

    @Test
    void shouldRefuseAndSayWhenToComeAgainWhenTheDeadlineIsBeforeThat() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(SMALL, EURO)));
        cooling(SMALL, 900);
        cooling(EURO, 600); // the deadline itself is too late
        // When
        Unroutable refused = (Unroutable) decide(world, prompt(request()));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(refused.kind().httpStatus()).isEqualTo(429);
        assertThat(refused.retryAfterMillis()).isEqualTo(Duration.ofSeconds(600).toMillis());
        assertThat(refused.message()).contains("2026-10-01T12:10:00Z").contains("deadline");
    }

    @Test
    void shouldWaitForTheCircuitThatClosesFirstAndSayThatTheyFailWhenThereIsNoTime() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(SMALL, EURO)));
        failing(SMALL, 30);
        failing(EURO, 900);
        // When
        Waiting waiting = (Waiting) decide(world, prompt(request()));
        failing(SMALL, 700);
        Unroutable refused = (Unroutable) decide(world, prompt(request()));
        // Then
        assertThat(waiting.until()).isEqualTo(T0.plusSeconds(30));
        assertThat(waiting.record().candidates()).extracting(Candidate::reason).containsOnly("circuit-open");
        assertThat(refused.kind()).isEqualTo(FailureKind.CIRCUIT_OPEN);
        assertThat(refused.retryAfterMillis()).isEqualTo(Duration.ofSeconds(700).toMillis());
    }

    @Test
    void shouldSayThatLimitsAreInTheWayWhenOneThatFailsIsAmongThem() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(SMALL, EURO)));
        failing(SMALL, 900);
        cooling(EURO, 900);
        // When
        Unroutable refused = (Unroutable) decide(world, prompt(request()));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    }

    @Test
    void shouldNotWaitForWhatItMayNotHaveAnyhow() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(SMALL, PREMIUM)));
        cooling(PREMIUM, 10);
        ClassifiedPrompt afterAuthentication = prompt(request(), failed(SMALL, FailureKind.AUTHENTICATION));
        // When
        Unroutable refused = (Unroutable) decide(world, afterAuthentication);
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.AUTHENTICATION);
    }

    @Test
    void shouldWaitOnAFallbackToo() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(SMALL, EURO)));
        cooling(EURO, 10);
        // When
        Routed first = (Routed) decide(world, prompt(request()));
        Waiting second = (Waiting) decide(world, prompt(request(), failed(SMALL, FailureKind.TIMEOUT)));
        // Then
        assertThat(first.dispatch().alternatives()).isEqualTo(1);
        assertThat(second.targets()).containsExactly(EURO);
        assertThat(second.record().attempt()).isEqualTo(2);
    }

    @Test
    void shouldHaveVerifiedOnesStandInAtOnceWhenTheRoutesOwnAreCooling() {
        // Given
        PolicyFixture world = grouped(null, false, Task.CHAT);
        cooling(SMALL, 60);
        // When
        Routed routed = (Routed) decide(world, prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(routed.dispatch().attempt()).isEqualTo(1);
        assertThat(removed(routed)).containsEntry(SMALL, "cooling");
    }

    @Test
    void shouldWaitRatherThanHaveSomebodyStandInThatNobodyVerified() {
        // Given
        PolicyFixture world = grouped(null, false, Task.CODE);
        cooling(SMALL, 60);
        // When
        Waiting waiting = (Waiting) decide(world, prompt(request()));
        // Then
        assertThat(waiting.targets()).containsExactly(SMALL);
        assertThat(waiting.record().candidates())
                .filteredOn(each -> each.target().equals(EURO))
                .extracting(Candidate::reason)
                .containsExactly("unverified");
    }

    @Test
    void shouldNotFallBackOnEvidenceThatHasExpired() {
        // Given
        PolicyFixture world = grouped(T0, false, Task.CHAT);
        // When
        Unroutable refused = (Unroutable) decide(world, prompt(request(), failed(SMALL, FailureKind.TIMEOUT)));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(refused.record().candidates()).singleElement().satisfies(each -> {
            assertThat(each.reason()).isEqualTo("expired");
            assertThat(each.detail()).isEqualTo("verified on chat until 2026-10-01T12:00:00Z");
        });
        assertThat(((Routed) decide(world, prompt(request()))).dispatch().alternatives())
                .isZero();
    }

    @Test
    void shouldFallBackOnEvidenceAsLongAsItHolds() {
        // Given
        PolicyFixture world = grouped(T0.plusMillis(1), false, Task.CHAT);
        // When
        Routed routed = (Routed) decide(world, prompt(request(), failed(SMALL, FailureKind.TIMEOUT)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldFallBackToAnyMemberWhereTheRouteAllowsTheUnverified() {
        // Given
        PolicyFixture expired = grouped(T0, true, Task.CODE);
        // When
        Routed routed = (Routed) decide(expired, prompt(request(), failed(SMALL, FailureKind.TIMEOUT)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    private static PolicyFixture grouped(@Nullable Instant expires, boolean allowUnverified, Task verified) {
        PolicyFixture world = world().route(new RouteConfig(
                "main",
                RouteMatch.ALL,
                new Strategy.Priority(List.of(SMALL)),
                null,
                "stand-ins",
                false,
                List.of(),
                null,
                allowUnverified));
        world.groups.put(
                "stand-ins", new FallbackGroup("stand-ins", List.of(EURO), Set.of(verified), "exp-1", expires));
        return world;
    }

    private void failing(Target target, long seconds) {
        states.put(
                target, new TargetState(0, null, null, 0, null, 0, T0.plusSeconds(seconds), ProviderHealth.State.OPEN));
    }

    private void cooling(Target target, int seconds) {
        states.put(target, TargetState.UNSEEN.notBefore(T0.plusSeconds(seconds)));
    }

    private RouteDecision decide(PolicyFixture world, ClassifiedPrompt prompt) {
        return CostAwarePolicy.of(world.config()).decide(prompt, T0, FixedState.of(states));
    }
}
