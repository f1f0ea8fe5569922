package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.BOTH;
import static io.promptyard.router.policy.PolicyFixture.EURO;
import static io.promptyard.router.policy.PolicyFixture.PREMIUM;
import static io.promptyard.router.policy.PolicyFixture.SMALL;
import static io.promptyard.router.policy.PolicyFixture.T0;
import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Candidate;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveStrategyTest {
    private static final int MANY = 2_000;

    @Test
    void shouldGoWhereTheWholeAnswerIsSoonestAndTryTheColdNowAndThen() {
        // Given
        LiveState live = FixedState.of(Map.of(
                PREMIUM, seen(800.0, 100.0, 0, 5), EURO, seen(100.0, 30.0, 0, 5), BOTH, seen(200.0, 20.0, 0, 0.1)));
        // When
        Map<Target, Integer> chosen = many(new Strategy.LowestLatency(), live);
        // Then: 300 tokens take PREMIUM 3.8 s and EURO 10.1 s; BOTH was not heard of for long, SMALL never
        assertThat(chosen).containsOnlyKeys(PREMIUM, BOTH, SMALL);
        assertThat(chosen.get(PREMIUM)).isBetween(MANY * 87 / 100, MANY * 93 / 100);
        assertThat(chosen.get(SMALL)).isBetween(MANY * 3 / 100, MANY * 7 / 100);
    }

    @Test
    void shouldNotHerdOntoTheFastestWhenOthersAreNearlyAsFast() {
        // Given
        LiveState live = FixedState.of(Map.of(
                PREMIUM,
                seen(100.0, 100.0, 0, 5),
                EURO,
                seen(110.0, 95.0, 0, 5),
                BOTH,
                seen(100.0, 90.0, 0, 5),
                SMALL,
                seen(100.0, 40.0, 0, 5)));
        // When
        Map<Target, Integer> chosen = many(new Strategy.LowestLatency(), live);
        // Then
        assertThat(chosen).containsOnlyKeys(PREMIUM, EURO, BOTH);
        assertThat(chosen.values()).allMatch(count -> count > MANY / 4);
    }

    @Test
    void shouldLeaveTheFastestWhenItIsBusy() {
        // Given: eight calls at once are what one process may have open
        LiveState live = FixedState.of(Map.of(
                PREMIUM,
                seen(100.0, 100.0, 8, 5),
                EURO,
                seen(100.0, 70.0, 0, 5),
                BOTH,
                seen(100.0, 20.0, 0, 5),
                SMALL,
                seen(100.0, 20.0, 0, 5)));
        // When
        Map<Target, Integer> chosen = many(new Strategy.LowestLatency(), live);
        // Then
        assertThat(chosen).containsOnlyKeys(EURO);
    }

    @Test
    void shouldSpreadEvenlyWhenAllIsCold() {
        // When
        Map<Target, Integer> chosen = many(new Strategy.LowestLatency(), LiveState.NONE);
        // Then
        assertThat(chosen).containsOnlyKeys(PREMIUM, EURO, BOTH, SMALL);
        assertThat(chosen.values()).allMatch(count -> count > MANY / 5);
    }

    @Test
    void shouldGoWhereFewestCallsAreOpenAndSayWhyNotElsewhere() {
        // Given
        LiveState live = FixedState.of(Map.of(
                PREMIUM,
                seen(null, null, 3, 5),
                EURO,
                seen(null, null, 1, 5),
                BOTH,
                seen(null, null, 2, 5),
                SMALL,
                seen(null, null, 9, 5)));
        // When
        Routed routed = decide(new Strategy.LeastBusy(), live, "r");
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(candidate(routed, PREMIUM).reason()).isEqualTo("outscored");
        assertThat(candidate(routed, PREMIUM).detail()).isEqualTo("load 0.375 over load 0.125");
        assertThat(candidate(routed, PREMIUM).targetState()).isEqualTo(live.of(PREMIUM));
    }

    @Test
    void shouldGoWhereMostIsLeftOfTheRateLimits() {
        // Given
        LiveState live = FixedState.of(Map.of(PREMIUM, left(0.2), EURO, left(0.9), BOTH, left(0.5), SMALL, left(0.0)));
        // When
        Routed routed = decide(new Strategy.Headroom(), live, "r");
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(candidate(routed, BOTH).detail()).isEqualTo("0.5 used over 0.1 used");
    }

    @Test
    void shouldKeepToWhatIsGoodEnoughWhateverTheFigures() {
        // Given
        LiveState live = FixedState.of(Map.of(PREMIUM, seen(900.0, 10.0, 4, 5), SMALL, seen(10.0, 500.0, 0, 5)));
        PolicyFixture world = world().route(new Strategy.LowestLatency(), 0.93, null, false);
        // When
        Routed routed = (Routed) CostAwarePolicy.of(world.config()).decide(prompt(id("r")), T0, live);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(candidate(routed, SMALL).reason()).isEqualTo("below-min-quality");
    }

    @Test
    void shouldPayForQualityAsMuchAsItIsSaidToBeWorth() {
        // When: PREMIUM costs 0.019 for 0.95, EURO 0.0019 for 0.80, SMALL 0.00022 for 0.65
        Target nothing = target(new Strategy.QualityPerDollar(BigDecimal.ZERO));
        Target little = target(new Strategy.QualityPerDollar(new BigDecimal("0.0002")));
        Target much = target(new Strategy.QualityPerDollar(new BigDecimal("1")));
        // Then
        assertThat(nothing).isEqualTo(SMALL);
        assertThat(little).isEqualTo(EURO);
        assertThat(much).isEqualTo(PREMIUM);
    }

    @Test
    void shouldTakeTheBestUnderTheCeilingAndNothingOverIt() {
        // When
        Target under = target(new Strategy.BestQuality(new BigDecimal("0.005")));
        RouteDecision none = CostAwarePolicy.of(world().route(new Strategy.BestQuality(new BigDecimal("0.0001")))
                        .config())
                .decide(prompt(id("r")), T0);
        // Then
        assertThat(under).isEqualTo(BOTH);
        assertThat(((Unroutable) none).kind()).isEqualTo(FailureKind.OVER_BUDGET);
    }

    @Test
    void shouldPickOnlyAmongTheTargetsThatTheRouteNames() {
        // Given
        PolicyFixture world = world().route(new RouteConfig(
                "narrow", RouteMatch.ALL, new Strategy.CheapestCapable(), null, null, false, List.of(BOTH, PREMIUM)));
        // When
        Routed routed = (Routed) CostAwarePolicy.of(world.config()).decide(prompt(id("r")), T0);
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(routed.record().candidates()).hasSize(2);
    }

    @Test
    void shouldExpectTheCostOfTheOutputSeenAndOfWhatComesFromTheCache() {
        // Given
        Target cached = Target.of("us", "cached");
        Price price = new Price(new BigDecimal("10"), new BigDecimal("20"), new BigDecimal("1"), null);
        PolicyFixture world = world().model(cached, price, 100_000, 0.9, Capability.STREAMING)
                .route(new Strategy.Priority(List.of(cached)));
        TargetState half = new TargetState(3, null, null, 0, null, 0.5);
        LiveState live = new FixedState(Map.of(cached, half), 100L, null);
        // When
        Routed routed = (Routed) CostAwarePolicy.of(world.config()).decide(prompt(id("r")), T0, live);
        // Then: (500 × 10 + 500 × 1 + 100 × 20) / a million
        assertThat(routed.dispatch().expectedCostUsd()).isEqualByComparingTo("0.0075");
        assertThat(routed.record().predictedOutputTokens()).isEqualTo(100);
    }

    private static Map<Target, Integer> many(Strategy strategy, LiveState live) {
        Map<Target, Integer> chosen = new HashMap<>();
        CostAwarePolicy policy = CostAwarePolicy.of(world().route(strategy).config());
        for (int i = 0; i < MANY; i++) {
            Routed routed = (Routed) policy.decide(prompt(id("r" + i)), T0, live);
            chosen.merge(routed.dispatch().target(), 1, Integer::sum);
        }
        return chosen;
    }

    private static Routed decide(Strategy strategy, LiveState live, String id) {
        return (Routed) CostAwarePolicy.of(world().route(strategy).config()).decide(prompt(id(id)), T0, live);
    }

    private static Target target(Strategy strategy) {
        return decide(strategy, LiveState.NONE, "r").dispatch().target();
    }

    private static Candidate candidate(Routed routed, Target target) {
        return routed.record().candidates().stream()
                .filter(each -> each.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static TargetState seen(@Nullable Double first, @Nullable Double rate, int open, double samples) {
        return new TargetState(samples, first, rate, open, null, 0);
    }

    private static TargetState left(double headroom) {
        return new TargetState(5, null, null, 0, headroom, 0);
    }

    private static PromptRequest id(String id) {
        return PromptRequest.of(new RequestId(id), T0, PromptBody.ofUser("hello"));
    }
}
