package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CanaryConfig.Arm;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy's whole distribution, beside what it draws from it. */
class OddsTest {
    private static final BigDecimal ANY_COST = new BigDecimal("1000000");
    private static final int PROMPTS = 20_000;

    @Property(tries = 1_000)
    void shouldHoldEveryDrawThatIsMadeAndAddUpToNoMoreThanOne(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        RouterConfig config = worlds.world().config();
        ClassifiedPrompt prompt = worlds.prompt("id-" + seed);
        CostAwarePolicy policy = CostAwarePolicy.of(config, new Exploration(0.3, ANY_COST));
        // When
        Map<Target, Double> chances = policy.chances(prompt, T0, LiveState.NONE);
        RouteDecision decision = policy.decide(prompt, T0);
        // Then
        assertThat(chances.values()).allSatisfy(chance -> assertThat(chance).isGreaterThan(0));
        assertThat(chances.values().stream().mapToDouble(each -> each).sum()).isLessThanOrEqualTo(1 + 1e-9);
        if (decision instanceof Routed routed && !embeds(prompt)) {
            assertThat(chances).containsKey(routed.dispatch().target());
            if (routed.record().propensity() == 1 && routed.record().arm() == null) {
                assertThat(chances.get(routed.dispatch().target())).isCloseTo(1, within(1e-9));
            }
        }
    }

    private static boolean embeds(ClassifiedPrompt prompt) {
        return !(prompt.request().body() instanceof PromptBody);
    }

    static List<RouterConfig> drawing() {
        CanaryConfig canary = new CanaryConfig("id", List.of(new Arm("dear", 30, List.of(PREMIUM))));
        return List.of(
                route(new Strategy.CheapestCapable(), null),
                route(new Strategy.CheapestCapable(), canary),
                route(new Strategy.Weighted(Map.of(SMALL, 1, EURO, 2, BOTH, 5)), canary),
                route(new Strategy.Split(Map.of(SMALL, 3, EURO, 1)), null),
                route(new Strategy.LowestLatency(), null));
    }

    @ParameterizedTest
    @MethodSource("drawing")
    void shouldSayHowOftenEachIsDrawn(RouterConfig config) {
        // Given
        CostAwarePolicy policy = CostAwarePolicy.of(config, new Exploration(0.2, ANY_COST));
        Map<Target, Integer> counted = new HashMap<>();
        // When
        for (int i = 0; i < PROMPTS; i++) {
            Routed routed = (Routed) policy.decide(named("r-" + i), T0);
            counted.merge(routed.dispatch().target(), 1, Integer::sum);
        }
        // Then
        Map<Target, Double> chances = policy.chances(named("r"), T0, LiveState.NONE);
        assertThat(chances).containsOnlyKeys(counted.keySet()).hasSizeGreaterThan(1);
        assertThat(chances.values().stream().mapToDouble(each -> each).sum()).isCloseTo(1, within(1e-9));
        chances.forEach((target, chance) ->
                assertThat((double) counted.get(target) / PROMPTS).isCloseTo(chance, within(0.015)));
    }

    @Test
    void shouldBeEmptyWhereNothingIsPermitted() {
        // Given
        RouterConfig config = route(new Strategy.Priority(List.of(Target.of("us", "not-there"))), null);
        // When / Then
        assertThat(CostAwarePolicy.of(config).chances(named("r"), T0, LiveState.NONE))
                .isEmpty();
    }

    private static RouterConfig route(Strategy strategy, @Nullable CanaryConfig canary) {
        return world().route(new RouteConfig(
                        "default", RouteMatch.ALL, strategy, 0.6, null, false, List.of(), canary, false))
                .config();
    }

    private static ClassifiedPrompt named(String id) {
        return prompt(request().withId(new RequestId(id)));
    }
}
