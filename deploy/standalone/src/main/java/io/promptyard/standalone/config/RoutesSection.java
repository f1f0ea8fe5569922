package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code groups:}, {@code routes:} and {@code ceilings:}. */
record RoutesSection(Map<String, FallbackGroup> groups, List<RouteConfig> routes, List<CeilingConfig> ceilings) {
    private static final String STRATEGY_RULE =
            "must be cheapest-capable, best-quality, lowest-latency, { priority: […] }, { weighted: {…} } or { split: {…} }";
    private static final int MOST_WEIGHT = 1_000_000;

    static RoutesSection read(Section top, TargetNames names) {
        Map<String, FallbackGroup> groups = new LinkedHashMap<>();
        top.sections("groups").forEach((name, section) -> groups.put(name, group(name, section, names)));
        List<RouteConfig> routes = new ArrayList<>();
        top.sectionList("routes").forEach(section -> routes.add(route(section, names)));
        List<CeilingConfig> ceilings = new ArrayList<>();
        top.sectionList("ceilings").forEach(section -> ceilings.add(ceiling(section)));
        return new RoutesSection(groups, routes, ceilings);
    }

    private static FallbackGroup group(String name, Section section, TargetNames names) {
        List<Target> members = section.values("members", TargetNames.RULE_OR_ALIAS, names::resolve);
        Optional<Section> verified = section.section("verified");
        FallbackGroup group = new FallbackGroup(
                name,
                members,
                verified.map(each -> MatchSection.tasks(each, "tasks")).orElse(Set.of()),
                verified.flatMap(each -> each.text("report")).orElse(""));
        verified.ifPresent(Section::end);
        section.end();
        return group;
    }

    private static RouteConfig route(Section section, TargetNames names) {
        RouteConfig route = new RouteConfig(
                section.required("name").orElse(""),
                MatchSection.read(section),
                strategy(section, names),
                section.unit("min-quality").orElse(null),
                section.text("fallback").orElse(null),
                section.flag("substitute").orElse(false));
        section.end();
        return route;
    }

    private static Strategy strategy(Section route, TargetNames names) {
        Optional<ConfigNode> node = route.node("strategy");
        if (node.isEmpty()) {
            return new Strategy.CheapestCapable();
        }
        return switch (node.get()) {
            case ConfigNode.Scalar scalar ->
                route.value("strategy", STRATEGY_RULE, text -> named(route, text))
                        .orElse(new Strategy.CheapestCapable());
            case ConfigNode.Mapping mapping ->
                route.section("strategy").map(section -> shaped(section, names)).orElseThrow();
            case ConfigNode.Sequence list -> wrong(route.path("strategy"), route, list.kind());
            case ConfigNode.Empty nothing -> wrong(route.path("strategy"), route, nothing.kind());
        };
    }

    private static Strategy wrong(String path, Section section, String got) {
        section.problems().error(path, STRATEGY_RULE, got);
        return new Strategy.CheapestCapable();
    }

    private static Optional<Strategy> named(Section route, String text) {
        return switch (text) {
            case "cheapest-capable" -> Optional.of(new Strategy.CheapestCapable());
            case "best-quality" -> Optional.of(new Strategy.BestQuality());
            case "lowest-latency" -> Optional.of(notYet(route.path("strategy"), route, text));
            default -> Optional.empty();
        };
    }

    private static Strategy notYet(String path, Section section, String label) {
        section.problems().notBuilt(path, label);
        return new Strategy.NotYet(label);
    }

    private static Strategy shaped(Section section, TargetNames names) {
        Strategy strategy;
        if (section.has("priority")) {
            strategy = new Strategy.Priority(section.values("priority", TargetNames.RULE_OR_ALIAS, names::resolve));
        } else if (section.has("weighted")) {
            strategy = new Strategy.Weighted(weights(section, "weighted", names));
        } else if (section.has("split")) {
            weights(section, "split", names);
            strategy = notYet(section.path("split"), section, "split");
        } else if (section.keys().isEmpty()) {
            strategy = wrong(section.path(), section, "an empty map");
        } else {
            strategy = new Strategy.CheapestCapable();
        }
        section.end();
        return strategy;
    }

    private static Map<Target, Integer> weights(Section section, String key, TargetNames names) {
        Map<Target, Integer> weights = new LinkedHashMap<>();
        section.section(key)
                .ifPresent(map -> map.keys().forEach(name -> {
                    Optional<Target> target = names.resolve(name);
                    Optional<Integer> weight = map.integer(name, 1, MOST_WEIGHT);
                    if (target.isEmpty()) {
                        map.problems().error(map.path(name), TargetNames.RULE_OR_ALIAS, "\"" + name + "\"");
                    }
                    target.ifPresent(each -> weight.ifPresent(given -> weights.put(each, given)));
                }));
        return weights;
    }

    private static CeilingConfig ceiling(Section section) {
        CeilingConfig ceiling = new CeilingConfig(
                MatchSection.read(section),
                section.usd("per-request-usd").orElse(null),
                section.usd("per-day-usd").orElse(null),
                section.value("over", "must be downgrade or refuse", RoutesSection::over)
                        .orElse(CeilingConfig.Over.REFUSE));
        if (ceiling.perDayUsd() != null) {
            section.problems()
                    .notBuilt(section.path("per-day-usd"), ceiling.perDayUsd().toPlainString());
        }
        if (ceiling.perRequestUsd() == null && ceiling.perDayUsd() == null) {
            section.problems().error(section.path(), "must hold per-request-usd or per-day-usd", "neither");
        }
        section.end();
        return ceiling;
    }

    private static Optional<CeilingConfig.Over> over(String text) {
        return switch (text) {
            case "downgrade" -> Optional.of(CeilingConfig.Over.DOWNGRADE);
            case "refuse" -> Optional.of(CeilingConfig.Over.REFUSE);
            default -> Optional.empty();
        };
    }
}
