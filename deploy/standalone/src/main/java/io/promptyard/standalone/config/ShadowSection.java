package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.ShadowConfig;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code shadow:} of a route: copies of its prompts that another target answers, and what they may cost. */
final class ShadowSection {
    static final String NAME = "shadow";
    private static final int MOST_OPEN = 10_000;

    private ShadowSection() {}

    static @Nullable ShadowConfig read(Section route, String routeName, TargetNames names) {
        return route.section(NAME).map(section -> of(section, routeName, names)).orElse(null);
    }

    private static ShadowConfig of(Section section, String routeName, TargetNames names) {
        if (!section.has("to")) {
            section.problems().error(section.path("to"), "must be given", "nothing");
        }
        section.required("percent");
        String name = section.text("name").orElse(routeName + "-" + NAME);
        List<Target> to = section.values("to", TargetNames.RULE_OR_ALIAS, names::resolve);
        double percent = section.value("percent", CanarySection.PERCENT_RULE, CanarySection::percent)
                .map(BigDecimal::doubleValue)
                .orElse(0.0);
        BudgetConfig budget = new BudgetConfig(
                ShadowConfig.budgetOf(name),
                CeilingsSection.limits(section),
                CeilingsSection.zone(section),
                List.of(),
                Set.of(),
                Set.of());
        if (budget.limits().isEmpty()) {
            section.problems().error(section.path(), "must hold a budget of its own, such as per-day-usd", "none");
        }
        ShadowConfig shadow = new ShadowConfig(
                name,
                section.value("by", CanarySection.KEY_RULE, CanarySection::key).orElse(CanaryConfig.ID),
                percent,
                to,
                budget,
                section.whole("max-open", 1, MOST_OPEN).map(Long::intValue).orElse(ShadowConfig.MAX_OPEN));
        section.end();
        return shadow;
    }

    /** Names that two budgets would keep their spend under. */
    static void crossCheck(RouterConfig config, Problems problems) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < config.routes().size(); i++) {
            RouteConfig route = config.routes().get(i);
            ShadowConfig shadow = route.shadow();
            if (shadow == null) {
                continue;
            }
            Integer first = names.putIfAbsent(shadow.name(), i);
            String path = "routes[" + i + "].shadow";
            if (first != null || shadow.name().isBlank()) {
                problems.error(path + ".name", "must be given and be no other shadow's", shadow.name());
            }
            boolean taken = config.ceilings().stream()
                    .anyMatch(each -> each.budget() != null
                            && each.budget().name().equals(shadow.budget().name()));
            if (taken) {
                problems.error(
                        path + ".name",
                        "must not make the name of a ceiling's budget",
                        shadow.budget().name());
            }
        }
    }
}
