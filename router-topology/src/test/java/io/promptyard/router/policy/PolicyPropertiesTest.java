package io.promptyard.router.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Constraints;
import io.promptyard.model.ContentPart;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
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
        Random failures = new Random(seed);
        // When
        List<Routed> dispatched = new ArrayList<>();
        RouteDecision decision = policy.decide(prompt, PolicyFixture.T0, worlds.live());
        while (decision instanceof Routed routed && dispatched.size() < 100) {
            dispatched.add(routed);
            FailureKind kind = KINDS.get(failures.nextInt(KINDS.size()));
            prompt = after(prompt, PolicyFixture.failed(routed.dispatch().target(), kind));
            decision = policy.decide(prompt, PolicyFixture.T0, worlds.live());
        }
        // Then
        assertThat(dispatched).hasSizeLessThanOrEqualTo(config.retries().maxAttempts());
        Set<Target> distinct = new HashSet<>();
        for (Routed routed : dispatched) {
            assertThat(distinct.add(routed.dispatch().target())).isTrue();
            assertPermitted(config, routed.dispatch(), chosen(routed.record().candidates()));
            assertAllowedByRoute(config, routed.dispatch());
            assertOptionsPermitted(config, routed);
            assertVerified(config, routed);
            assertRecorded(routed);
            assertShadowPermitted(config, routed);
        }
        assertThat(dispatched.stream().skip(1))
                .allSatisfy(routed -> assertThat(routed.shadow()).isNull());
        if (!dispatched.isEmpty()) {
            assertEnds(decision, prompt);
        }
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

    /** By the same constraints, of the same prompt, at another target. */
    private static void assertShadowPermitted(RouterConfig config, Routed routed) {
        ShadowCall shadow = routed.shadow();
        if (shadow == null) {
            ShadowChoice choice = routed.record().shadow();
            assertThat(choice == null || choice.target().isEmpty()).isTrue();
            return;
        }
        Dispatch copy = shadow.dispatch();
        assertPermitted(config, copy, chosen(routed.record().shadow().candidates()));
        assertAllowedByRoute(config, copy);
        assertThat(copy.target()).isNotEqualTo(routed.dispatch().target());
        assertThat(copy.id()).isNotEqualTo(routed.dispatch().id());
        assertThat(copy.request().body()).isSameAs(routed.dispatch().request().body());
        assertThat(copy.request().constraints())
                .isEqualTo(routed.dispatch().request().constraints());
        assertThat(copy.request().replyPartition()).isNull();
        assertThat(copy.reserves()).isFalse();
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

    private static void assertPermitted(RouterConfig config, Dispatch dispatch, Candidate chosen) {
        Constraints constraints = dispatch.request().constraints();
        Target target = dispatch.target();
        ProviderConfig provider = config.providers().get(target.provider());
        ModelSpec spec = config.catalogue().find(target).orElseThrow();
        assertThat(provider).isNotNull();
        assertGivenTo(provider, constraints);
        assertThat(constraints.capabilities()).doesNotContain("telepathy");
        assertAble(spec, dispatch);
        if (constraints.minQuality() != null) {
            assertThat(chosen.score()).isGreaterThanOrEqualTo(constraints.minQuality());
        }
        if (constraints.maxCostUsd() != null) {
            assertThat(chosen.expectedCostUsd()).isNotNull().isLessThanOrEqualTo(constraints.maxCostUsd());
        }
        for (CeilingConfig ceiling : config.ceilings()) {
            BigDecimal bound = ceiling.perRequestUsd();
            if (bound != null) {
                assertThat(chosen.expectedCostUsd()).isNotNull().isLessThanOrEqualTo(bound);
            }
        }
    }

    private static void assertGivenTo(ProviderConfig provider, Constraints constraints) {
        String id = provider.id().value();
        if (!constraints.regions().isEmpty()) {
            assertThat(provider.regions()).isNotEmpty().isSubsetOf(constraints.regions());
        }
        assertThat(provider.zeroRetention() || !constraints.zeroRetention()).isTrue();
        assertThat(constraints.providers().isEmpty() || constraints.providers().contains(id))
                .isTrue();
        assertThat(constraints.notProviders()).doesNotContain(id);
        if (constraints.dataClass() != null) {
            assertThat(provider.dataClasses()).contains(constraints.dataClass());
        }
    }

    private static void assertAllowedByRoute(RouterConfig config, Dispatch dispatch) {
        RouteConfig route = route(config, dispatch.prompt().route());
        assertAllowedBy(route, config.providers().get(dispatch.target().provider()));
    }

    private static RouteConfig route(RouterConfig config, String name) {
        return config.routes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAllowedBy(RouteConfig route, ProviderConfig provider) {
        RouteConstraints of = route.constraints();
        assertThat(of.allowed().isEmpty() || of.allowed().contains(provider.id()))
                .isTrue();
        assertThat(of.denied()).doesNotContain(provider.id());
        if (!of.regions().isEmpty()) {
            assertThat(provider.regions()).isNotEmpty().isSubsetOf(of.regions());
        }
        assertThat(provider.zeroRetention() || !of.zeroRetention()).isTrue();
        if (of.dataClass() != null) {
            assertThat(provider.dataClasses()).contains(of.dataClass());
        }
    }

    /** What budgets may put in the place of the choice. */
    private static void assertOptionsPermitted(RouterConfig config, Routed routed) {
        RouteConfig route = route(config, routed.dispatch().prompt().route());
        for (SpendOption option : routed.options()) {
            ProviderConfig provider = config.providers().get(option.target().provider());
            assertGivenTo(provider, routed.dispatch().request().constraints());
            assertAllowedBy(route, provider);
            assertThat(routed.record().candidates())
                    .noneMatch(
                            each -> each.target().equals(option.target()) && each.state() == Candidate.State.REMOVED);
        }
    }

    /** Whoever is not of the route's own is of its group, with evidence for the task, unless the route does without. */
    private static void assertVerified(RouterConfig config, Routed routed) {
        Dispatch dispatch = routed.dispatch();
        RouteConfig route = route(config, dispatch.prompt().route());
        boolean first = dispatch.prompt().attempts().isEmpty();
        boolean named = !dispatch.request().model().equals(PromptRequest.AUTO);
        if (first || named || route.fallback() == null || route.allowUnverified()) {
            return;
        }
        FallbackGroup group = config.groups().get(route.fallback());
        assertThat(group.members()).contains(dispatch.target());
        assertThat(group.evidence()).anySatisfy(each -> {
            assertThat(each.members()).contains(dispatch.target());
            assertThat(each.tasks()).contains(dispatch.prompt().classification().task());
            assertThat(each.expires() == null || each.expires().isAfter(PolicyFixture.T0))
                    .isTrue();
        });
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
                assertGivenTo(provider, prompt.request().constraints());
                assertAllowedBy(
                        routes.match(Subject.of(prompt, PolicyFixture.T0))
                                .orElseThrow()
                                .route(),
                        provider);
            }
        }
    }

    private static void assertAble(ModelSpec spec, Dispatch dispatch) {
        PromptBody body = (PromptBody) dispatch.request().body();
        Integer limit = body.sampling().outputLimit();
        long tokens = dispatch.prompt().classification().promptTokens();
        assertThat(tokens + (limit == null ? 0 : limit)).isLessThanOrEqualTo(spec.contextWindow());
        assertThat(limit == null || limit <= spec.maxOutput()).isTrue();
        if (!body.tools().isEmpty()) {
            assertThat(spec.capabilities()).contains(Capability.TOOLS);
        }
        if (body.messages().getFirst().content().getFirst() instanceof ContentPart.ImagePart) {
            assertThat(spec.capabilities()).contains(Capability.VISION);
        }
        if (dispatch.request().stream()) {
            assertThat(spec.capabilities()).contains(Capability.STREAMING);
        }
    }

    private static void assertRecorded(Routed routed) {
        assertThat(chosen(routed.record().candidates()).target())
                .isEqualTo(routed.record().target());
        assertThat(routed.record().propensity()).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(routed.record().candidates()).doesNotHaveDuplicates();
        assertThat(routed.record().candidates())
                .allSatisfy(candidate -> assertThat(candidate.reason().isEmpty())
                        .isEqualTo(candidate.state() == Candidate.State.CHOSEN));
    }

    private static Candidate chosen(List<Candidate> candidates) {
        List<Candidate> chosen = candidates.stream()
                .filter(candidate -> candidate.state() == Candidate.State.CHOSEN)
                .toList();
        assertThat(chosen).hasSize(1);
        return chosen.getFirst();
    }
}
