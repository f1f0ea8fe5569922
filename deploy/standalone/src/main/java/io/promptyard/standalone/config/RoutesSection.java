package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
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
                StrategySection.read(section, names),
                section.unit("min-quality").orElse(null),
                section.text("fallback").orElse(null),
                section.flag("substitute").orElse(false),
                section.values("among", TargetNames.RULE_OR_ALIAS, names::resolve));
        section.end();
        return route;
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
