package io.promptyard.standalone.config;

import io.promptyard.model.ProviderId;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.ProviderLists;
import io.promptyard.router.config.RouteConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code groups:}, {@code routes:} and {@code ceilings:}. */
record RoutesSection(Map<String, FallbackGroup> groups, List<RouteConfig> routes, List<CeilingConfig> ceilings) {
    static RoutesSection read(Section top, TargetNames names) {
        Map<String, FallbackGroup> groups = new LinkedHashMap<>();
        top.sections("groups").forEach((name, section) -> groups.put(name, GroupSection.read(name, section, names)));
        List<RouteConfig> routes = new ArrayList<>();
        top.sectionList("routes").forEach(section -> routes.add(route(section, names)));
        return new RoutesSection(groups, routes, CeilingsSection.read(top));
    }

    private static RouteConfig route(Section section, TargetNames names) {
        String name = section.required("name").orElse("");
        RouteConfig route = new RouteConfig(
                name,
                MatchSection.read(section),
                StrategySection.read(section, names),
                section.unit("min-quality").orElse(null),
                section.text("fallback").orElse(null),
                section.flag("substitute").orElse(false),
                section.values("among", TargetNames.RULE_OR_ALIAS, names::resolve),
                CanarySection.read(section, names),
                section.flag("allow-unverified").orElse(false),
                ShadowSection.read(section, name, names),
                section.section("constraints").map(RoutesSection::providers).orElse(ProviderLists.ANY));
        section.end();
        return route;
    }

    private static ProviderLists providers(Section constraints) {
        ProviderLists lists = new ProviderLists(
                Set.copyOf(providers(constraints, "providers")), Set.copyOf(providers(constraints, "not-providers")));
        if (constraints.has("providers") && lists.allowed().isEmpty()) {
            // Whoever writes a list means to narrow: an empty one must not widen to all.
            constraints.problems().error(constraints.path("providers"), "must name at least one", "none");
        }
        constraints.end();
        return lists;
    }

    private static List<ProviderId> providers(Section constraints, String key) {
        return constraints.values(key, "must be the name of a provider", name -> {
            try {
                return Optional.of(new ProviderId(name));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
