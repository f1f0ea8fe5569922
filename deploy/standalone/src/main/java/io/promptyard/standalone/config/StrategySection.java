package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.Strategy;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code strategy:} of a route: a word, or a map of one key. */
final class StrategySection {
    private static final String RULE =
            "must be cheapest-capable, best-quality, lowest-latency, least-busy, headroom, { priority: […] },"
                    + " { weighted: {…} }, { split: {…} }, { sticky: {…} }, { best-quality: {…} } or { quality-per-dollar: {…} }";
    private static final int MOST_WEIGHT = 1_000_000;
    private static final String CONVERSATION = "conversation";

    private StrategySection() {}

    static Strategy read(Section route, TargetNames names) {
        Optional<ConfigNode> node = route.node("strategy");
        if (node.isEmpty()) {
            return new Strategy.CheapestCapable();
        }
        return switch (node.get()) {
            case ConfigNode.Scalar scalar ->
                route.value("strategy", RULE, StrategySection::named).orElse(new Strategy.CheapestCapable());
            case ConfigNode.Mapping mapping ->
                route.section("strategy").map(section -> shaped(section, names)).orElseThrow();
            case ConfigNode.Sequence list -> wrong(route.path("strategy"), route, list.kind());
            case ConfigNode.Empty nothing -> wrong(route.path("strategy"), route, nothing.kind());
        };
    }

    private static Strategy wrong(String path, Section section, String got) {
        section.problems().error(path, RULE, got);
        return new Strategy.CheapestCapable();
    }

    private static Optional<Strategy> named(String text) {
        return switch (text) {
            case "cheapest-capable" -> Optional.of(new Strategy.CheapestCapable());
            case "best-quality" -> Optional.of(new Strategy.BestQuality());
            case "lowest-latency" -> Optional.of(new Strategy.LowestLatency());
            case "least-busy" -> Optional.of(new Strategy.LeastBusy());
            case "headroom" -> Optional.of(new Strategy.Headroom());
            default -> Optional.empty();
        };
    }

    private static Strategy shaped(Section section, TargetNames names) {
        Strategy strategy;
        if (section.has("priority")) {
            strategy = new Strategy.Priority(section.values("priority", TargetNames.RULE_OR_ALIAS, names::resolve));
        } else if (section.has("weighted")) {
            strategy = new Strategy.Weighted(weights(section, "weighted", names));
        } else if (section.has("split")) {
            strategy = new Strategy.Split(weights(section, "split", names));
        } else if (section.has("sticky")) {
            strategy =
                    section.section("sticky").map(each -> sticky(each, names)).orElse(sticky(List.of(), CONVERSATION));
        } else if (section.has("best-quality")) {
            strategy = new Strategy.BestQuality(
                    usd(section, "best-quality", "max-cost-usd").orElse(null));
        } else if (section.has("quality-per-dollar")) {
            strategy = new Strategy.QualityPerDollar(
                    usd(section, "quality-per-dollar", "usd-per-point").orElse(BigDecimal.ZERO));
        } else if (section.keys().isEmpty()) {
            strategy = wrong(section.path(), section, "an empty map");
        } else {
            strategy = new Strategy.CheapestCapable();
        }
        section.end();
        return strategy;
    }

    private static Strategy sticky(Section section, TargetNames names) {
        List<Target> targets = section.values("targets", TargetNames.RULE_OR_ALIAS, names::resolve);
        Strategy sticky = sticky(
                targets,
                section.value("by", "must be conversation, tenant or tag:NAME", StrategySection::key)
                        .orElse(CONVERSATION));
        section.end();
        return sticky;
    }

    private static Strategy sticky(List<Target> targets, String by) {
        return new Strategy.Sticky(targets, by);
    }

    private static Optional<String> key(String text) {
        boolean known = text.equals(CONVERSATION) || text.equals("tenant") || text.matches("tag:.+");
        return known ? Optional.of(text) : Optional.empty();
    }

    /** The one figure of a strategy that cannot do without. */
    private static Optional<BigDecimal> usd(Section section, String strategy, String key) {
        Optional<Section> inner = section.section(strategy);
        inner.ifPresent(each -> each.required(key));
        Optional<BigDecimal> usd = inner.flatMap(each -> each.usd(key));
        inner.ifPresent(Section::end);
        return usd;
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
}
