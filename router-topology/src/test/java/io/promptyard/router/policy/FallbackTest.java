package io.promptyard.router.policy;

import static io.promptyard.router.policy.ConstraintGateTest.removed;
import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private final PolicyFixture world = world().route(new Strategy.CheapestCapable());

    @Test
    void shouldNeverRepeatATargetThatFailed() {
        // When
        Routed routed = (Routed)
                world.decide(prompt(request(), failed(SMALL, FailureKind.TIMEOUT), failed(EURO, FailureKind.NETWORK)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(routed.dispatch().attempt()).isEqualTo(3);
        assertThat(routed.dispatch().alternatives()).isEqualTo(1);
        assertThat(removed(routed)).containsEntry(SMALL, "tried").containsEntry(EURO, "tried");
    }

    @Test
    void shouldLeaveTheWholeProviderWhenItsAccountIsAtFault() {
        // When
        Routed routed = (Routed) world.decide(prompt(request(), failed(SMALL, FailureKind.AUTHENTICATION)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(PREMIUM, "provider-failed");
    }

    @Test
    void shouldTakeOnlyLargerWindowsAfterOneWasTooSmall() {
        // When
        Routed routed = (Routed) world.decide(prompt(request(), failed(EURO, FailureKind.CONTEXT_TOO_LONG)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(removed(routed)).containsEntry(SMALL, "window");
    }

    @Test
    void shouldEndWithTheLastFailureWhenNoLargerWindowIsLeft() {
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request(), failed(BOTH, FailureKind.CONTEXT_TOO_LONG)));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.CONTEXT_TOO_LONG);
        assertThat(refused.record().candidates()).hasSize(4);
    }

    @Test
    void shouldFallBackOnlyWithinTheGroupOfTheRoute() {
        // Given
        world.routes.clear();
        world.route(new Strategy.CheapestCapable(), null, "support", false)
                .group("support", Set.of(Task.CHAT), PREMIUM, EURO);
        // When
        Routed first = (Routed) world.decide(prompt(request()));
        Routed second = (Routed) world.decide(prompt(request(), failed(SMALL, FailureKind.OVERLOADED)));
        // Then
        assertThat(first.dispatch().target()).isEqualTo(SMALL);
        assertThat(first.dispatch().alternatives()).isEqualTo(2);
        assertThat(second.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(second.dispatch().alternatives()).isEqualTo(1);
    }

    @Test
    void shouldNotFallBackOnATaskThatNobodyVerified() {
        // Given
        world.routes.clear();
        world.route(new Strategy.CheapestCapable(), null, "support", false)
                .group("support", Set.of(Task.CODE), PREMIUM, EURO);
        // When
        Routed first = (Routed) world.decide(prompt(request()));
        Unroutable second = (Unroutable) world.decide(prompt(request(), failed(SMALL, FailureKind.OVERLOADED)));
        // Then
        assertThat(first.dispatch().alternatives()).isZero();
        assertThat(second.kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(second.record().candidates())
                .allSatisfy(c -> assertThat(c.reason()).isEqualTo("unverified"));
    }

    @Test
    void shouldFilterByARefusingCeilingOnFallback() {
        // Given
        world.routes.clear();
        world.route(new Strategy.BestQuality()).ceiling("0.005", Over.REFUSE);
        // When
        Routed routed = (Routed) world.decide(prompt(request(), failed(BOTH, FailureKind.TIMEOUT)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(PREMIUM, "price");
    }

    @Test
    void shouldGiveUpAfterTheMostAttempts() {
        // Given
        Target other = Target.of("x", "y");
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(
                request(),
                failed(other, FailureKind.TIMEOUT),
                failed(other, FailureKind.TIMEOUT),
                failed(other, FailureKind.TIMEOUT),
                failed(other, FailureKind.RATE_LIMITED)));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(refused.message()).contains("after 4 attempts").contains("RATE_LIMITED at x/y");
    }

    @Test
    void shouldStopAtTheDeadline() {
        // Given
        ClassifiedPrompt fresh = prompt(request());
        ClassifiedPrompt tried = prompt(request(), failed(SMALL, FailureKind.TIMEOUT));
        RoutingPolicy policy = CostAwarePolicy.of(world.config());
        // When
        Unroutable never = (Unroutable) policy.decide(fresh, fresh.deadline());
        Unroutable late = (Unroutable) policy.decide(tried, tried.deadline().plusMillis(1));
        // Then
        assertThat(never.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
        assertThat(never.message()).isEqualTo("the deadline passed before any attempt");
        assertThat(late.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
        assertThat(late.message()).contains("1 attempt").contains("TIMEOUT at us/small");
    }
}
