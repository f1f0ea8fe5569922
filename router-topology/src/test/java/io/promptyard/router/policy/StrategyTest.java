package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyTest {

    @Test
    void shouldTakeTheCheapestThatIsGoodEnough() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(SMALL);
        assertThat(routed.dispatch().alternatives()).isEqualTo(3);
        assertThat(routed.dispatch().attempt()).isEqualTo(1);
        assertThat(routed.dispatch().route()).isEqualTo("default");
        assertThat(routed.record().strategy()).isEqualTo("cheapest-capable");
        assertThat(routed.record().configVersion()).isEqualTo("v1");
    }

    @Test
    void shouldAskMoreQualityWhereTheRouteDoes() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable(), 0.7, null, false);
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldTakeADearerModelWhenThePromptIsHard() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        // When
        Routed routed = (Routed) world.decide(prompt(request(), 1_000, 1));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldTakeTheBestAndSaySoWhenNoneIsGoodEnough() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable(), 0.99, null, false);
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(chosen(routed.record()).detail()).isEqualTo("none reaches quality 0.99: the best permitted");
    }

    @Test
    void shouldPreferWhatTheClassifierPredicted() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        Classification scored =
                new Classification("learned", Task.CHAT, 1, "", "en", 1_000, 0.5, Map.of("us/small", 0.2), Map.of(), 1);
        // When
        Routed routed =
                (Routed) world.decide(new ClassifiedPrompt(request(), scored, List.of(), T0.plusSeconds(1), ""));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldRecordEveryFigureExactly() {
        // Given
        PolicyFixture world = world().route(new Strategy.CheapestCapable());
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        Candidate chosen = chosen(routed.record());
        assertThat(chosen.expectedCostUsd()).isEqualByComparingTo(new BigDecimal("0.00022"));
        assertThat(chosen.score()).isEqualTo(0.65, within(1e-12));
        assertThat(routed.record().candidates()).hasSize(4);
    }

    @Test
    void shouldTakeTheBestWhateverItCosts() {
        // Given
        PolicyFixture world = world().route(new Strategy.BestQuality());
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(PREMIUM);
    }

    @Test
    void shouldBreakTiesOfQualityByCost() {
        // Given
        Target twin = Target.of("eu", "twin");
        PolicyFixture world = world().model(twin, "9", "30", 32_000, 0.95).route(new Strategy.BestQuality());
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(twin);
    }

    @Test
    void shouldKeepToTheOrderGiven() {
        // Given
        Target unknown = Target.of("nobody", "x");
        PolicyFixture world = world().route(new Strategy.Priority(List.of(unknown, BOTH, PREMIUM)));
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(routed.dispatch().alternatives()).isEqualTo(1);
        assertThat(routed.record().candidates().getFirst().reason()).isEqualTo("provider");
    }

    @Test
    void shouldShareByWeightAndAlwaysTheSameForOneId() {
        // Given
        Map<Target, Integer> weights = new LinkedHashMap<>();
        weights.put(SMALL, 80);
        weights.put(PREMIUM, 20);
        RoutingPolicy policy =
                CostAwarePolicy.of(world().route(new Strategy.Weighted(weights)).config());
        // When
        int small = 0;
        boolean stable = true;
        for (int i = 0; i < 2_000; i++) {
            PromptRequest request = PromptRequest.of(new RequestId("id-" + i), T0, PromptBody.ofUser("x"));
            Routed routed = (Routed) policy.decide(prompt(request), T0);
            stable &= routed.equals(policy.decide(prompt(request), T0));
            small += routed.dispatch().target().equals(SMALL) ? 1 : 0;
        }
        // Then
        assertThat(stable).isTrue();
        assertThat(small).isBetween(1_500, 1_700);
    }

    @Test
    void shouldRecordThePropensityAmongWhatIsPermitted() {
        // Given
        Map<Target, Integer> weights = Map.of(SMALL, 30, PREMIUM, 20, Target.of("nobody", "x"), 50);
        PolicyFixture world = world().route(new Strategy.Weighted(weights));
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        double share = routed.dispatch().target().equals(SMALL) ? 0.6 : 0.4;
        assertThat(routed.record().propensity()).isEqualTo(share);
    }

    private static Candidate chosen(RoutingDecision decision) {
        return decision.candidates().stream()
                .filter(candidate -> candidate.state() == Candidate.State.CHOSEN)
                .findFirst()
                .orElseThrow();
    }
}
