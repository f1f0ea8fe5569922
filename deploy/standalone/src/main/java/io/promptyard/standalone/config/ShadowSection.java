package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code shadow:} of a route: copies of its prompts that another target answers, and what they may cost. */
final class ShadowSection {
    private static final int MOST_OPEN = 10_000;
    private static final String SUFFIX = "-shadow";

    private static final ListKey<Target> TO = Key.named("to")
            .required()
            .example("mistral/mistral-small-latest")
            .means("""
                    the first that is permitted, takes calls, is not busy and is not where the prompt itself goes gets the copy""")
            .only(TargetNames.TARGET_OR_ALIAS);
    private static final Map<BudgetWindow, ValueKey<BigDecimal>> WINDOWS =
            CeilingsSection.windows("at least one of them must be given", """
                    a budget of its own, as of [`ceilings`](#ceilings): what its calls may cost within one %s, of all lanes and \
                    processes together""");
    private static final DefaultKey<String> BY =
            Key.named("by").example("conversation").means("""
                    what stays together: `id` (each prompt by itself), `conversation`, `tenant` or `tag:NAME` (a prompt without the tag has \
                    no copy)""").value(CanarySection.KEY_RULE, CanaryConfig.ID);
    private static final ValueKey<String> NAME = Key.named("name")
            .otherwise("the route's name and `" + SUFFIX + "`")
            .example("cheap-try")
            .means("what the experiment is called in its records; no two may share one")
            .value(Rule.TEXT);
    private static final DefaultKey<Integer> MAX_OPEN = Key.named("max-open")
            .example("16")
            .means("calls of it that are open at once, in each process with the router and each lane; more are dropped")
            .value(Rule.integer(1, MOST_OPEN), ShadowConfig.MAX_OPEN);

    static final SectionKey SHADOW = Key.named("shadow")
            .example("{ to: mistral/mistral-small-latest, percent: 5, per-day-usd: 10 }")
            .means(
                    "copies of some of its prompts are answered by another target beside them, for nobody who waits: see [shadow](#shadow)")
            .holding(Table.joined(List.of(
                    List.of(TO, CanarySection.PERCENT),
                    WINDOWS.values(),
                    List.of(CeilingsSection.TIME_ZONE, BY, NAME, MAX_OPEN))))
            .apart();

    private ShadowSection() {}

    static @Nullable ShadowConfig read(Section route, String routeName, TargetNames names) {
        return route.section(SHADOW)
                .map(section -> of(section, routeName, names))
                .orElse(null);
    }

    private static ShadowConfig of(Section section, String routeName, TargetNames names) {
        section.require(TO);
        section.require(CanarySection.PERCENT);
        String name = section.find(NAME).orElse(routeName + SUFFIX);
        List<Target> to = section.list(TO, names::resolve);
        double percent =
                section.find(CanarySection.PERCENT).map(BigDecimal::doubleValue).orElse(0.0);
        BudgetConfig budget = new BudgetConfig(
                ShadowConfig.budgetOf(name),
                CeilingsSection.limits(section, WINDOWS),
                section.get(CeilingsSection.TIME_ZONE),
                List.of(),
                Set.of(),
                Set.of());
        boolean unreadable =
                WINDOWS.values().stream().anyMatch(each -> section.problems().within(section.path(each)));
        if (budget.limits().isEmpty() && !unreadable) {
            section.problems().error(section.path(), "must hold a budget of its own, such as per-day-usd", "none");
        }
        ShadowConfig shadow = new ShadowConfig(name, section.get(BY), percent, to, budget, section.get(MAX_OPEN));
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
            boolean nameless = problems.within("routes[" + i + "].name");
            if (first != null && !nameless || shadow.name().isBlank()) {
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
