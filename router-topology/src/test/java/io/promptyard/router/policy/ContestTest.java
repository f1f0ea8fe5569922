package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.Target;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a decision says of the targets that were permitted and not picked. */
class ContestTest {

    @Test
    void shouldSayBelowMinQualityWhenARouteAsksForMore() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable(), 0.7, null, false);
        // When
        Candidate small = candidate(world, SMALL);
        // Then
        assertThat(small.state()).isEqualTo(Candidate.State.ELIGIBLE);
        assertThat(small.reason()).isEqualTo("below-min-quality");
        assertThat(small.detail()).isEqualTo("0.65 below 0.7");
    }

    @Test
    void shouldSayDearerWhenACheaperOneIsGoodEnough() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        // When
        Candidate premium = candidate(world, PREMIUM);
        // Then
        assertThat(premium.reason()).isEqualTo("dearer");
        assertThat(premium.detail()).endsWith(" over 0.00022");
    }

    @Test
    void shouldSayLowerQualityWhenTheBestIsPicked() {
        // Given
        PolicyFixture world = world().route(new Strategy.BestQuality());
        // When
        Candidate small = candidate(world, SMALL);
        // Then
        assertThat(small.reason()).isEqualTo("lower-quality");
        assertThat(small.detail()).startsWith("0.65 below 0.");
    }

    @Test
    void shouldSayDearerWhenTwoAreEquallyGood() {
        // Given
        PolicyFixture world =
                world().model(Target.of("eu", "twin"), "9", "30", 32_000, 0.95).route(new Strategy.BestQuality());
        // When
        Candidate premium = candidate(world, PREMIUM);
        // Then
        assertThat(premium.reason()).isEqualTo("dearer");
    }

    @Test
    void shouldSayLaterWhenTheRouteIsAnOrder() {
        // Given
        PolicyFixture world = world().route(new Strategy.Priority(List.of(BOTH, PREMIUM)));
        // When
        Candidate premium = candidate(world, PREMIUM);
        // Then
        assertThat(premium.reason()).isEqualTo("later");
    }

    @Test
    void shouldSayNotDrawnWhenAnotherShareWas() {
        // Given
        PolicyFixture world = world().route(new Strategy.Weighted(Map.of(SMALL, 80, PREMIUM, 20)));
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        boolean small = routed.dispatch().target().equals(SMALL);
        Candidate other = candidate(world, small ? PREMIUM : SMALL);
        assertThat(other.reason()).isEqualTo("not-drawn");
        assertThat(other.detail()).isEqualTo(small ? "weight 20" : "weight 80");
    }

    private static Candidate candidate(PolicyFixture world, Target target) {
        Routed routed = (Routed) world.decide(prompt(request()));
        return routed.record().candidates().stream()
                .filter(candidate -> candidate.target().equals(target))
                .findFirst()
                .orElseThrow();
    }
}
