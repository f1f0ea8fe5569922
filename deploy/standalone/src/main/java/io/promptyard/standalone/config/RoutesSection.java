package io.promptyard.standalone.config;

import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.Strategy;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code groups:}, {@code routes:} and {@code ceilings:}. */
record RoutesSection(Map<String, FallbackGroup> groups, List<RouteConfig> routes, List<CeilingConfig> ceilings) {
    private static final ValueKey<String> NAME = Key.named("name")
            .required()
            .example("support")
            .means("stands in decisions and the `x-promptyard-route` header; no two routes may share one")
            .value(Rule.TEXT);
    private static final ListKey<Target> AMONG = Key.named("among")
            .otherwise("every model of a configured provider")
            .example("[smart, mistral/mistral-small-latest]")
            .means("those that the strategy picks among; not beside a strategy that names its own targets")
            .only(TargetNames.TARGET_OR_ALIAS);
    private static final Rule<ProviderId> PROVIDER_RULE =
            Rule.of("the name of a provider", RoutesSection::provider, ProviderId::value);
    private static final ListKey<ProviderId> ALLOWED = Key.named("providers")
            .otherwise("any")
            .example("[openai, mistral]")
            .means("""
                    the only providers that may be given its prompts, whoever named the model: first choice, fallback, stand-in, canary and \
                    shadow""")
            .only(PROVIDER_RULE);
    private static final ListKey<ProviderId> DENIED =
            Key.named("not-providers").example("[deepseek]").means("""
                    providers that may not be given them, whatever else permits it. A prompt's \
                    [own lists](gateway.md#telling-the-router-more) hold beside these; neither gives what the other withholds""").list(PROVIDER_RULE);
    private static final ListKey<String> REGIONS =
            Key.named("regions").otherwise("any").example("[eu]").means("""
                    the only regions that may process its prompts: they go only to providers *all* of whose regions are among these, and whose regions are \
                    known. What a prompt itself permits holds beside it""").only(Rule.NOT_BLANK);
    private static final DefaultKey<Boolean> ZERO_RETENTION = Key.named("zero-retention")
            .example("true")
            .means("its prompts go only to providers that assure zero retention, whether they ask for that or not")
            .value(Rule.FLAG, false);
    private static final ValueKey<String> DATA_CLASS = Key.named("data-class")
            .otherwise("what each prompt says")
            .example("health")
            .means(
                    "what its prompts count as: they go only to providers that list the class in `data-classes`. A prompt's own class holds beside it")
            .value(Rule.NOT_BLANK);
    private static final SectionKey CONSTRAINTS =
            Key.named("constraints").holding(Table.of(ALLOWED, DENIED, REGIONS, ZERO_RETENTION, DATA_CLASS));
    private static final ValueKey<Double> MIN_QUALITY = Key.named("min-quality")
            .otherwise("`" + Rule.UNIT.write().apply(RouteConfig.MIN_QUALITY) + "`")
            .example("0.8")
            .means("""
                    predicted quality that is good enough, for `cheapest-capable`, `quality-per-dollar`, `lowest-latency`, `least-busy` and \
                    `headroom`""")
            .value(Rule.UNIT);
    private static final ValueKey<String> FALLBACK = Key.named("fallback")
            .otherwise("along its own list")
            .example("support")
            .means("a group, of [`groups`](#groups)")
            .value(Rule.TEXT);
    private static final DefaultKey<Boolean> ALLOW_UNVERIFIED = Key.named("allow-unverified")
            .example("true")
            .means("with a `fallback`: its members stand in on every task, verified or not, expired or not")
            .value(Rule.FLAG, false);
    private static final DefaultKey<Boolean> SUBSTITUTE = Key.named("substitute")
            .example("true")
            .means("whether a model that the client named may become another")
            .value(Rule.FLAG, false);
    static final SectionKey ROUTES = Key.named("routes")
            .listing(Table.of(
                    NAME,
                    MatchSection.MATCH,
                    StrategySection.STRATEGY,
                    AMONG,
                    CONSTRAINTS,
                    MIN_QUALITY,
                    FALLBACK,
                    ALLOW_UNVERIFIED,
                    SUBSTITUTE,
                    CanarySection.CANARY,
                    ShadowSection.SHADOW))
            .apart();

    static RoutesSection read(Section top, TargetNames names) {
        Map<String, FallbackGroup> groups = GroupsSection.read(top, names);
        List<RouteConfig> routes = new ArrayList<>();
        top.sectionList(ROUTES).forEach(section -> routes.add(route(section, names)));
        return new RoutesSection(groups, routes, CeilingsSection.read(top));
    }

    private static RouteConfig route(Section section, TargetNames names) {
        String name = section.required(NAME).orElse("");
        Strategy strategy = StrategySection.read(section, StrategySection.STRATEGY, names);
        StrategySection.checkBeside(section, AMONG, strategy);
        RouteConfig route = new RouteConfig(
                name,
                MatchSection.read(section),
                strategy,
                section.find(MIN_QUALITY).orElse(null),
                section.find(FALLBACK).orElse(null),
                section.get(SUBSTITUTE),
                section.list(AMONG, names::resolve),
                CanarySection.read(section, names),
                section.get(ALLOW_UNVERIFIED),
                ShadowSection.read(section, name, names),
                section.section(CONSTRAINTS).map(RoutesSection::constraints).orElse(RouteConstraints.ANY));
        section.end();
        return route;
    }

    private static RouteConstraints constraints(Section section) {
        RouteConstraints constraints = new RouteConstraints(
                Set.copyOf(section.list(ALLOWED)),
                Set.copyOf(section.list(DENIED)),
                section.list(REGIONS),
                section.get(ZERO_RETENTION),
                section.find(DATA_CLASS).orElse(null));
        section.end();
        return constraints;
    }

    private static Optional<ProviderId> provider(String name) {
        try {
            return Optional.of(new ProviderId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
