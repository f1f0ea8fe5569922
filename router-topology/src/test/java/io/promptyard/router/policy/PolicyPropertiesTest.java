package io.promptyard.router.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever the configuration, the prompt, the failures, exploration and what is seen of the running system: no constraint is ever
 * broken. The checks are written again
 * here, from the contract, rather than asked of the gate.
 */
class PolicyPropertiesTest {
    private static final List<FailureKind> KINDS = List.of(
            FailureKind.TIMEOUT,
            FailureKind.RATE_LIMITED,
            FailureKind.AUTHENTICATION,
            FailureKind.QUOTA_EXHAUSTED,
            FailureKind.CONTEXT_TOO_LONG,
            FailureKind.MODEL_NOT_FOUND);

    @Property(tries = 2_000)
    void shouldNeverBreakAConstraintNorRepeatATargetAndAlwaysEnd(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        RouterConfig config = worlds.budgetedWorld().config();
        Exploration exploration = new Exploration(seed % 2 == 0 ? 0.5 : 0, BigDecimal.TEN);
        CostAwarePolicy policy = CostAwarePolicy.of(config, exploration);
        ClassifiedPrompt prompt = worlds.prompt("id-" + seed);
        // When
        List<Routed> dispatched = new ArrayList<>();
        End end = toTheEnd(policy, prompt, PolicyFixture.T0, worlds, new Random(seed), dispatched);
        // Then
        assertThat(dispatched).hasSizeLessThanOrEqualTo(config.retries().maxAttempts());
        Set<Target> distinct = new HashSet<>();
        WorldContract contract = new WorldContract(config, PolicyFixture.T0);
        for (Routed routed : dispatched) {
            assertThat(distinct.add(routed.dispatch().target())).isTrue();
            contract.assertKept(routed);
            assertRecorded(routed);
        }
        assertThat(dispatched.stream().skip(1))
                .allSatisfy(routed -> assertThat(routed.shadow()).isNull());
        if (!dispatched.isEmpty()) {
            assertEnds(end.decision(), end.prompt());
        }
    }

    /** A prompt that waited for a budget is decided again when another configuration has come meanwhile, and by that one alone. */
    @Property(tries = 2_000)
    void shouldBreakNoConstraintOfTheNextConfigurationWhenAPromptThatWaitedIsDecidedAgain(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        Random random = new Random(seed);
        CostAwarePolicy before = CostAwarePolicy.of(worlds.budgetedWorld().config());
        ClassifiedPrompt prompt = worlds.prompt("id-" + seed);
        if (before.decide(prompt, PolicyFixture.T0, worlds.live()) instanceof Routed first && random.nextBoolean()) {
            prompt = after(first.dispatch().prompt(), failed(first, random));
        }
        if (!(before.decide(prompt, PolicyFixture.T0, worlds.live()) instanceof Routed queued)) {
            return;
        }
        RouterConfig next = worlds.budgetedWorld().config();
        Instant later = PolicyFixture.T0.plusSeconds(30);
        // When
        List<Routed> dispatched = new ArrayList<>();
        toTheEnd(CostAwarePolicy.of(next), queued.dispatch().prompt(), later, worlds, random, dispatched);
        // Then
        WorldContract contract = new WorldContract(next, later);
        assertThat(dispatched).allSatisfy(routed -> {
            contract.assertKept(routed);
            assertRecorded(routed);
            assertThat(routed.shadow()).as("it had its copy at first").isNull();
        });
    }

    /** Decides on a prompt, and again after each failure, until it goes nowhere any more. */
    private static End toTheEnd(
            CostAwarePolicy policy,
            ClassifiedPrompt prompt,
            Instant now,
            RandomWorlds worlds,
            Random random,
            List<Routed> dispatched) {
        ClassifiedPrompt next = prompt;
        RouteDecision decision = policy.decide(next, now, worlds.live());
        while (decision instanceof Routed routed && dispatched.size() < 100) {
            dispatched.add(routed);
            next = after(next, failed(routed, random));
            decision = policy.decide(next, now, worlds.live());
        }
        return new End(decision, next);
    }

    private record End(RouteDecision decision, ClassifiedPrompt prompt) {}

    private static AttemptSummary failed(Routed routed, Random random) {
        return PolicyFixture.failed(routed.dispatch().target(), KINDS.get(random.nextInt(KINDS.size())));
    }

    @Property(tries = 1_000)
    void shouldDecideTheSameAgainFromWhatItsRecordSaysWasKnown(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        RouterConfig config = worlds.world().config();
        ClassifiedPrompt prompt = worlds.prompt("id");
        Instant now = PolicyFixture.T0.plusSeconds(1);
        // When
        RouteDecision first = CostAwarePolicy.of(config).decide(prompt, now, worlds.live());
        RouteDecision again = CostAwarePolicy.of(config).decide(prompt, now, LiveState.recorded(first.record()));
        // Then
        assertThat(again).isEqualTo(first);
    }

    @Property(tries = 300)
    void shouldKeepTheOrderOfPriorsWhateverTheComplexity(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        double low = random.nextDouble();
        double high = low + random.nextDouble() * (1 - low);
        double complexity = random.nextDouble();
        // When
        double worse = QualityEstimate.bend(low, complexity);
        double better = QualityEstimate.bend(high, complexity);
        // Then
        assertThat(worse).isBetween(0.0, 1.0);
        assertThat(better).isBetween(worse - 1e-12, 1.0);
    }

    private static ClassifiedPrompt after(ClassifiedPrompt prompt, AttemptSummary failed) {
        List<AttemptSummary> attempts = new ArrayList<>(prompt.attempts());
        attempts.add(failed);
        return new ClassifiedPrompt(
                prompt.request(), prompt.classification(), attempts, prompt.deadline(), prompt.route());
    }

    /** By what failed last, unless something permitted is only cooling. */
    private static void assertEnds(RouteDecision decision, ClassifiedPrompt prompt) {
        List<String> reasons =
                decision.record().candidates().stream().map(Candidate::reason).toList();
        boolean cooling = reasons.contains("cooling") || reasons.contains("circuit-open");
        if (decision instanceof RouteDecision.Waiting waiting) {
            assertThat(cooling).isTrue();
            assertThat(waiting.until()).isAfter(PolicyFixture.T0).isBefore(prompt.deadline());
        } else {
            FailureKind kind = ((RouteDecision.Unroutable) decision).kind();
            boolean unfit = kind == FailureKind.RATE_LIMITED || kind == FailureKind.CIRCUIT_OPEN;
            assertThat(kind == prompt.attempts().getLast().kind() || cooling && unfit)
                    .isTrue();
        }
    }

    @Property(tries = 1_000)
    void shouldDecideTheSameOfThePromptWhetherItHasAShadowOrNot(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        PolicyFixture world = worlds.world();
        ClassifiedPrompt prompt = worlds.prompt("id");
        LiveState live = worlds.live();
        RouterConfig shadowed = world.config();
        world.routes.replaceAll(PolicyPropertiesTest::withoutShadow);
        // When
        RouteDecision with = CostAwarePolicy.of(shadowed).decide(prompt, PolicyFixture.T0, live);
        RouteDecision without = CostAwarePolicy.of(world.config()).decide(prompt, PolicyFixture.T0, live);
        // Then
        if (with instanceof Routed routed && routed.record().shadow() != null) {
            Routed plain = (Routed) without;
            assertThat(routed.dispatch()).isEqualTo(plain.dispatch());
            assertThat(routed.options()).isEqualTo(plain.options());
            assertThat(routed.record())
                    .isEqualTo(plain.record().shadowed(routed.record().shadow()));
        } else {
            assertThat(with).isEqualTo(without);
        }
    }

    private static RouteConfig withoutShadow(RouteConfig route) {
        return new RouteConfig(
                route.name(),
                route.match(),
                route.strategy(),
                route.minQuality(),
                route.fallback(),
                route.substitute(),
                route.among(),
                route.canary(),
                route.allowUnverified(),
                null,
                route.constraints());
    }

    /** Also of a question about a prompt: a judge's, whose own request is another. */
    @Property(tries = 2_000)
    void shouldDiscloseNoPromptToWhomItMayNotGo(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        RouterConfig config = worlds.world().config();
        ClassifiedPrompt prompt = worlds.prompt("p-1");
        Disclosure disclosure = new Disclosure(config);
        RouteTable routes = new RouteTable(config, new Offers(config));
        // Then
        for (ModelSpec model : config.catalogue().all()) {
            if (disclosure.permits(prompt, model.target(), PolicyFixture.T0)) {
                ProviderConfig provider = config.providers().get(model.target().provider());
                WorldContract.assertGivenTo(provider, prompt.request().constraints());
                WorldContract.assertAllowedBy(
                        routes.match(Subject.of(prompt, PolicyFixture.T0))
                                .orElseThrow()
                                .route(),
                        provider);
            }
        }
    }

    private static void assertRecorded(Routed routed) {
        assertThat(routed.record().propensity()).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(routed.record().candidates()).doesNotHaveDuplicates();
        assertThat(routed.record().candidates())
                .allSatisfy(candidate -> assertThat(candidate.reason().isEmpty())
                        .isEqualTo(candidate.state() == Candidate.State.CHOSEN));
    }
}
