package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A stated rate of other choices, each with the probability it had, and none that is forbidden. */
class ExplorationTest {
    private static final BigDecimal ANY_COST = new BigDecimal("1000000");
    private static final Exploration FIFTH = new Exploration(0.2, ANY_COST);

    @Property(tries = 1_000)
    void shouldStayWithinWhatIsPermittedAndSayHowLikelyItWas(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        RouterConfig config = worlds.world().config();
        ClassifiedPrompt prompt = worlds.prompt("id-" + seed);
        RouteDecision plain = CostAwarePolicy.of(config).decide(prompt, T0);
        // When
        RouteDecision explored =
                CostAwarePolicy.of(config, new Exploration(0.5, ANY_COST)).decide(prompt, T0);
        // Then
        assertThat(explored.getClass()).isEqualTo(plain.getClass());
        if (plain instanceof Routed before && explored instanceof Routed after) {
            Candidate chosen = candidate(after, after.dispatch().target());
            assertThat(candidate(before, chosen.target()).state()).isNotEqualTo(Candidate.State.REMOVED);
            assertThat(after.record().propensity()).isGreaterThan(0).isLessThanOrEqualTo(1);
            if (!after.dispatch().target().equals(before.dispatch().target())) {
                assertThat(prompt.request().model()).isEqualTo(PromptRequest.AUTO);
                assertThat(chosen.expectedCostUsd()).isNotNull();
                for (CeilingConfig ceiling : config.ceilings()) {
                    assertThat(chosen.expectedCostUsd()).isLessThanOrEqualTo(ceiling.perRequestUsd());
                }
                assertThat(candidate(after, before.dispatch().target()).reason())
                        .isEqualTo("explored");
            }
        }
    }

    @Test
    void shouldChooseEachAsOftenAsItsPropensitySays() {
        // Given
        RoutingPolicy policy = CostAwarePolicy.of(
                world().route(new Strategy.CheapestCapable(), 0.6, null, false).config(), FIFTH);
        Map<Target, Double> said = new HashMap<>();
        Map<Target, Integer> counted = new HashMap<>();
        int prompts = 20_000;
        // When
        for (int i = 0; i < prompts; i++) {
            Routed routed = (Routed) policy.decide(named("r-" + i, PromptRequest.AUTO), T0);
            Target target = routed.dispatch().target();
            counted.merge(target, 1, Integer::sum);
            said.putIfAbsent(target, routed.record().propensity());
            assertThat(routed.record().propensity()).isEqualTo(said.get(target));
        }
        // Then
        assertThat(said).containsOnlyKeys(SMALL, EURO, BOTH, PREMIUM);
        assertThat(said.values().stream().mapToDouble(each -> each).sum()).isCloseTo(1, within(1e-12));
        assertThat(said.get(SMALL)).isEqualTo(0.8);
        said.forEach((target, propensity) ->
                assertThat((double) counted.get(target) / prompts).isCloseTo(propensity, within(0.01)));
    }

    @Test
    void shouldDecideTheSameWhenAskedAgain() {
        // Given
        RouterConfig config = world().route(new Strategy.BestQuality()).config();
        ClassifiedPrompt prompt = named("r-7", PromptRequest.AUTO);
        // When
        RouteDecision first = CostAwarePolicy.of(config, FIFTH).decide(prompt, T0);
        // Then
        assertThat(CostAwarePolicy.of(config, FIFTH).decide(prompt, T0)).isEqualTo(first);
    }

    @Test
    void shouldNeverExploreWhenTheClientNamesTheModel() {
        // Given
        RoutingPolicy policy = always(world().route(new Strategy.CheapestCapable()));
        // When
        Routed routed = (Routed) policy.decide(named("r-1", PREMIUM.toString()), T0);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(routed.record().propensity()).isEqualTo(1);
    }

    @Test
    void shouldNeverExploreWhenTheOperatorGaveTheOrder() {
        // Given
        RoutingPolicy policy = always(world().route(new Strategy.Priority(List.of(BOTH, PREMIUM))));
        // When
        Routed routed = (Routed) policy.decide(named("r-1", PromptRequest.AUTO), T0);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(routed.record().propensity()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheShareAsPropensityWhenTheRouteHasShares() {
        // Given
        RoutingPolicy policy = always(world().route(new Strategy.Weighted(Map.of(SMALL, 80, PREMIUM, 20))));
        // When
        Routed routed = (Routed) policy.decide(named("r-1", PromptRequest.AUTO), T0);
        // Then
        assertThat(routed.record().propensity())
                .isEqualTo(routed.dispatch().target().equals(SMALL) ? 0.8 : 0.2);
    }

    @Test
    void shouldNeverExploreWhenItFallsBack() {
        // Given
        RoutingPolicy policy = always(world().route(new Strategy.CheapestCapable()));
        ClassifiedPrompt again = prompt(request(), failed(SMALL, FailureKind.TIMEOUT));
        // When
        Routed routed = (Routed) policy.decide(again, T0);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(routed.record().propensity()).isEqualTo(1);
    }

    @Test
    void shouldDrawNoneThatIsDearerThanTheBound() {
        // Given
        RoutingPolicy policy = CostAwarePolicy.of(
                world().route(new Strategy.CheapestCapable()).config(),
                new Exploration(1, new BigDecimal("0.0000001")));
        // When
        Routed routed = (Routed) policy.decide(named("r-1", PromptRequest.AUTO), T0);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(SMALL);
        assertThat(routed.record().propensity()).isEqualTo(1);
    }

    @Test
    void shouldSayWhyWhenAnotherWasDrawn() {
        // Given
        RoutingPolicy policy = always(world().route(new Strategy.CheapestCapable()));
        // When
        Routed routed = (Routed) policy.decide(named("r-1", PromptRequest.AUTO), T0);
        // Then
        Target drawn = routed.dispatch().target();
        assertThat(drawn).isNotEqualTo(SMALL);
        assertThat(candidate(routed, SMALL).reason()).isEqualTo("explored");
        assertThat(candidate(routed, SMALL).detail()).isEqualTo(drawn + " was drawn");
        assertThat(candidate(routed, drawn).detail()).isEqualTo("explored, instead of us/small");
        assertThat(routed.record().propensity()).isEqualTo(1.0 / 3);
    }

    private static RoutingPolicy always(PolicyFixture world) {
        return CostAwarePolicy.of(world.config(), new Exploration(1, ANY_COST));
    }

    private static ClassifiedPrompt named(String id, String model) {
        PromptRequest plain = PromptRequest.of(new RequestId(id), T0, PromptBody.ofUser("hello"));
        return prompt(new PromptRequest(
                plain.id(),
                plain.createdAt(),
                plain.deadline(),
                plain.tenant(),
                plain.endpoint(),
                plain.tags(),
                model,
                plain.constraints(),
                plain.body(),
                plain.stream(),
                null,
                null,
                null));
    }

    private static Candidate candidate(Routed routed, Target target) {
        return routed.record().candidates().stream()
                .filter(each -> each.target().equals(target))
                .findFirst()
                .orElseThrow();
    }
}
