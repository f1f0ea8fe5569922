package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.BOTH;
import static io.promptyard.router.policy.PolicyFixture.EURO;
import static io.promptyard.router.policy.PolicyFixture.PREMIUM;
import static io.promptyard.router.policy.PolicyFixture.SMALL;
import static io.promptyard.router.policy.PolicyFixture.T0;
import static io.promptyard.router.policy.PolicyFixture.failed;
import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.request;
import static io.promptyard.router.policy.PolicyFixture.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.model.Candidate;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.config.Verification;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A group whose members were verified on different tasks, by different experiments, until different times. The prompts are chat. */
class EvidenceByMemberTest {
    private static final List<Target> MEMBERS = List.of(EURO, BOTH, PREMIUM);

    @Test
    void shouldPassOverTheMemberThatWasNotVerifiedOnTheTask() {
        // Given
        PolicyFixture world = grouped(of(EURO, null, Task.CODE), of(BOTH, null, Task.CHAT, Task.CODE));
        // When
        Routed routed = fallBack(world);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(reasons(routed))
                .contains(tuple(EURO, "unverified", "not verified on chat"))
                .contains(tuple(PREMIUM, "unverified", "not verified on chat"));
        assertThat(routed.dispatch().alternatives()).isZero();
    }

    @Test
    void shouldPassOverTheMemberWhoseOwnEvidenceHasExpired() {
        // Given
        PolicyFixture world = grouped(of(EURO, T0, Task.CHAT), of(BOTH, T0.plusMillis(1), Task.CHAT));
        // When
        Routed routed = fallBack(world);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(reasons(routed)).contains(tuple(EURO, "expired", "verified on chat until " + T0));
    }

    @Test
    void shouldTakeTheMemberWhenAnyEvidenceOfItHolds() {
        // Given: renewed, before the old one ran out of the file
        PolicyFixture world = grouped(of(EURO, T0, Task.CHAT), of(EURO, null, Task.CHAT));
        // When
        Routed routed = fallBack(world);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldSayTheLastEndWhenAllEvidenceHasExpired() {
        // Given
        PolicyFixture world =
                grouped(of(EURO, T0, Task.CHAT), of(EURO, T0.minusSeconds(9), Task.CHAT), of(BOTH, null, Task.CHAT));
        // When
        Routed routed = fallBack(world);
        // Then
        assertThat(reasons(routed)).contains(tuple(EURO, "expired", "verified on chat until " + T0));
    }

    private static Verification of(Target member, @Nullable Instant expires, Task... tasks) {
        return new Verification(Set.of(member), Set.of(tasks), "exp-1", expires);
    }

    private static PolicyFixture grouped(Verification... evidence) {
        PolicyFixture world = world().route(new RouteConfig(
                "main", RouteMatch.ALL, new Strategy.Priority(List.of(SMALL)), null, "stand-ins", false));
        world.groups.put("stand-ins", new FallbackGroup("stand-ins", MEMBERS, List.of(evidence)));
        return world;
    }

    private static Routed fallBack(PolicyFixture world) {
        return (Routed) world.decide(prompt(request(), failed(SMALL, FailureKind.TIMEOUT)));
    }

    private static List<Tuple> reasons(Routed routed) {
        return routed.record().candidates().stream()
                .map((Candidate each) -> tuple(each.target(), each.reason(), each.detail()))
                .toList();
    }
}
