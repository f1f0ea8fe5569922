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
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds of every dispatch under a configuration at a time, written again from the contract rather than asked of the gate. */
record WorldContract(RouterConfig config, Instant now) {

    /** Of where it goes, of all that budgets may put in its place, and of its copy. */
    void assertKept(Routed routed) {
        Dispatch dispatch = routed.dispatch();
        Candidate chosen = chosen(routed.record().candidates());
        assertThat(routed.record().target()).isEqualTo(dispatch.target()).isEqualTo(chosen.target());
        assertMayBeCalled(dispatch, dispatch.target(), chosen.score(), chosen.expectedCostUsd());
        assertVerified(dispatch, dispatch.target());
        assertAsNamed(dispatch);
        assertOptionsKept(routed);
        assertShadowKept(routed);
    }

    private void assertOptionsKept(Routed routed) {
        Dispatch dispatch = routed.dispatch();
        if (routed.options().isEmpty()) {
            return;
        }
        SpendOption first = routed.options().getFirst();
        assertThat(first.target()).isEqualTo(dispatch.target());
        for (SpendOption option : routed.options()) {
            Candidate recorded = routed.record().candidates().stream()
                    .filter(each -> each.target().equals(option.target()))
                    .findFirst()
                    .orElse(null);
            assertThat(recorded == null || recorded.state() != Candidate.State.REMOVED)
                    .isTrue();
            double score = QualityEstimate.of(
                    new Offers(config).of(option.target()), dispatch.prompt().classification());
            assertMayBeCalled(dispatch, option.target(), score, option.expectedCostUsd());
            assertVerified(dispatch, option.target());
        }
        assertThat(routed.options()).extracting(SpendOption::target).doesNotHaveDuplicates();
        assertThat(routed.options().stream().skip(1))
                .allSatisfy(option -> assertThat(option.boundUsd()).isLessThan(first.boundUsd()));
        if (isNamed(dispatch)
                && dispatch.request().model().equals(dispatch.target().toString())) {
            assertThat(routed.options()).hasSize(1);
        }
    }

    /** By the same constraints, of the same prompt, at another target. */
    private void assertShadowKept(Routed routed) {
        ShadowCall shadow = routed.shadow();
        ShadowChoice choice = routed.record().shadow();
        if (shadow == null) {
            assertThat(choice == null || choice.target().isEmpty()).isTrue();
            return;
        }
        Dispatch primary = routed.dispatch();
        Dispatch copy = shadow.dispatch();
        assertThat(choice).isNotNull();
        Candidate chosen = chosen(choice.candidates());
        assertMayBeCalled(copy, copy.target(), chosen.score(), chosen.expectedCostUsd());
        assertThat(primary.prompt().attempts()).isEmpty();
        assertThat(copy.target()).isNotEqualTo(primary.target());
        assertThat(copy.id()).isNotEqualTo(primary.id());
        assertThat(copy.request().body()).isSameAs(primary.request().body());
        assertThat(copy.request().constraints()).isEqualTo(primary.request().constraints());
        assertThat(copy.request().replyPartition()).isNull();
        assertThat(copy.reserves()).isFalse();
    }

    private void assertMayBeCalled(Dispatch dispatch, Target target, double score, @Nullable BigDecimal cost) {
        Constraints constraints = dispatch.request().constraints();
        ProviderConfig provider = config.providers().get(target.provider());
        assertThat(provider).isNotNull();
        assertGivenTo(provider, constraints);
        assertAllowedBy(route(dispatch), provider);
        assertThat(constraints.capabilities()).doesNotContain("telepathy");
        assertAble(config.catalogue().find(target).orElseThrow(), dispatch);
        assertThat(constraints.minQuality() == null || score >= constraints.minQuality())
                .isTrue();
        bounds(dispatch)
                .forEach(bound -> assertThat(cost)
                        .as(target + " under " + bound)
                        .isNotNull()
                        .isLessThanOrEqualTo(bound));
        dispatch.prompt().attempts().forEach(failed -> assertLeftOpen(target, failed));
    }

    /** What it may cost at most: by its own word, by ceilings, and by a strategy that picks for it. */
    private List<BigDecimal> bounds(Dispatch dispatch) {
        Strategy strategy = route(dispatch).strategy();
        BigDecimal ofStrategy =
                !isNamed(dispatch) && strategy instanceof Strategy.BestQuality best ? best.maxCostUsd() : null;
        return Stream.concat(
                        config.ceilings().stream().map(CeilingConfig::perRequestUsd),
                        Stream.of(dispatch.request().constraints().maxCostUsd(), ofStrategy))
                .filter(each -> each != null)
                .toList();
    }

    /** Not what failed, nor another of an account that was refused, nor a window that was too small. */
    private void assertLeftOpen(Target target, AttemptSummary failed) {
        assertThat(target).isNotEqualTo(failed.target());
        FailureKind kind = failed.kind();
        if (kind == FailureKind.AUTHENTICATION || kind == FailureKind.QUOTA_EXHAUSTED) {
            assertThat(target.provider()).isNotEqualTo(failed.target().provider());
        }
        if (kind == FailureKind.CONTEXT_TOO_LONG) {
            config.catalogue()
                    .find(failed.target())
                    .ifPresent(before -> assertThat(config.catalogue()
                                    .find(target)
                                    .orElseThrow()
                                    .contextWindow())
                            .isGreaterThan(before.contextWindow()));
        }
    }

    static void assertGivenTo(ProviderConfig provider, Constraints constraints) {
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

    static void assertAllowedBy(RouteConfig route, ProviderConfig provider) {
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

    /**
     * Whoever is not of the route's own is of its group, with evidence for the task that holds now, unless the route does without. Of several the one
     * that holds is enough; two halves of one are none.
     */
    private void assertVerified(Dispatch dispatch, Target target) {
        RouteConfig route = route(dispatch);
        boolean first = dispatch.prompt().attempts().isEmpty();
        if (isNamed(dispatch) || route.fallback() == null || first && isOfItsOwn(route, target)) {
            return;
        }
        FallbackGroup group = config.groups().get(route.fallback());
        assertThat(group.members()).contains(target);
        if (!route.allowUnverified()) {
            assertThat(group.evidence()).anySatisfy(each -> {
                assertThat(each.members()).contains(target);
                assertThat(each.tasks())
                        .contains(dispatch.prompt().classification().task());
                assertThat(each.expires() == null || each.expires().isAfter(now))
                        .isTrue();
            });
        }
    }

    private static boolean isOfItsOwn(RouteConfig route, Target target) {
        Stream<Strategy> all = Stream.concat(
                Stream.of(route.strategy()),
                route.canary() == null
                        ? Stream.of()
                        : route.canary().arms().stream().map(CanaryConfig.Arm::strategy));
        return all.anyMatch(strategy -> switch (strategy) {
            case Strategy.Priority priority -> priority.targets().contains(target);
            case Strategy.Weighted weighted -> weighted.weights().containsKey(target);
            case Strategy.Split split -> split.shares().containsKey(target);
            case Strategy.Sticky sticky -> sticky.targets().contains(target);
            case Strategy.CheapestCapable any -> true;
            case Strategy.BestQuality any -> true;
            case Strategy.Ranks any -> true;
        });
    }

    private void assertAsNamed(Dispatch dispatch) {
        if (isNamed(dispatch) && !route(dispatch).substitute()) {
            assertThat(dispatch.target()).hasToString(dispatch.request().model());
        }
    }

    private static boolean isNamed(Dispatch dispatch) {
        return !dispatch.request().model().equals(PromptRequest.AUTO);
    }

    private RouteConfig route(Dispatch dispatch) {
        ClassifiedPrompt prompt = dispatch.prompt();
        return config.routes().stream()
                .filter(each -> each.name().equals(prompt.route()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAble(ModelSpec spec, Dispatch dispatch) {
        PromptBody body = (PromptBody) dispatch.request().body();
        Integer limit = body.sampling().outputLimit();
        long tokens = dispatch.prompt().classification().promptTokens();
        assertThat(tokens + (limit == null ? 0 : limit)).isLessThanOrEqualTo(spec.contextWindow());
        assertThat(limit == null || limit <= spec.maxOutput()).isTrue();
        Collection<Capability> able = spec.capabilities();
        assertThat(body.tools().isEmpty() || able.contains(Capability.TOOLS)).isTrue();
        boolean seen = body.messages().getFirst().content().getFirst() instanceof ContentPart.ImagePart;
        assertThat(!seen || able.contains(Capability.VISION)).isTrue();
        assertThat(!dispatch.request().stream() || able.contains(Capability.STREAMING))
                .isTrue();
    }

    static Candidate chosen(List<Candidate> candidates) {
        List<Candidate> chosen = candidates.stream()
                .filter(candidate -> candidate.state() == Candidate.State.CHOSEN)
                .toList();
        assertThat(chosen).hasSize(1);
        return chosen.getFirst();
    }
}
