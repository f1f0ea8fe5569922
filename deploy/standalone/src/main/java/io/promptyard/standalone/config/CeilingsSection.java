package io.promptyard.standalone.config;

import io.promptyard.model.BudgetUnit;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetConfig.Per;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code ceilings:}, on each request, on what is spent within windows, and on what is asked within a minute. */
final class CeilingsSection {
    private static final String TAG = "tag:";
    private static final String PER_RULE = "must be tenant, key, endpoint, route, provider, model or tag:NAME";
    private static final String ALL = "all";

    private static final long MOST_PER_MINUTE = 100_000_000_000L;

    private CeilingsSection() {}

    static List<CeilingConfig> read(Section top) {
        List<CeilingConfig> ceilings = new ArrayList<>();
        top.sectionList("ceilings").forEach(section -> ceilings.add(ceiling(section)));
        return ceilings;
    }

    private static CeilingConfig ceiling(Section section) {
        RouteMatch match = MatchSection.read(section);
        BigDecimal perRequest = section.usd("per-request-usd").orElse(null);
        Map<BudgetWindow, BigDecimal> limits = limits(section);
        Map<BudgetUnit, Long> rates = new EnumMap<>(BudgetUnit.class);
        section.whole("requests-per-minute", 1, MOST_PER_MINUTE)
                .ifPresent(most -> rates.put(BudgetUnit.REQUESTS, most));
        section.whole("tokens-per-minute", 1, MOST_PER_MINUTE).ifPresent(most -> rates.put(BudgetUnit.TOKENS, most));
        Over over = section.value("over", "must be downgrade, queue or refuse", CeilingsSection::over)
                .orElse(Over.REFUSE);
        BudgetConfig budget = new BudgetConfig(
                section.text("name").orElseGet(() -> named(match)),
                limits,
                zone(section),
                section.values("per", PER_RULE, CeilingsSection::per),
                Set.copyOf(section.texts("routes")),
                Set.copyOf(section.texts("providers")),
                rates);
        check(section, perRequest, budget, over);
        section.end();
        return new CeilingConfig(match, perRequest, over, limits.isEmpty() && rates.isEmpty() ? null : budget);
    }

    /** {@code per-minute-usd} to {@code per-month-usd}. */
    static Map<BudgetWindow, BigDecimal> limits(Section section) {
        Map<BudgetWindow, BigDecimal> limits = new EnumMap<>(BudgetWindow.class);
        for (BudgetWindow window : EnumSet.complementOf(EnumSet.of(BudgetWindow.EVER))) {
            section.usd("per-" + window.label() + "-usd").ifPresent(usd -> limits.put(window, usd));
        }
        return limits;
    }

    /** {@code time-zone}, UTC where none is given. */
    static ZoneId zone(Section section) {
        return section.value("time-zone", "must be a time zone such as Europe/Berlin", CeilingsSection::zone)
                .orElse(ZoneOffset.UTC);
    }

    private static void check(Section section, @Nullable BigDecimal perRequest, BudgetConfig budget, Over over) {
        boolean windows = !budget.limits().isEmpty() || !budget.rates().isEmpty();
        if (perRequest == null && !windows) {
            section.problems()
                    .error(
                            section.path(),
                            "must hold per-request-usd, a window such as per-day-usd or a limit such as requests-per-minute",
                            "none");
        }
        if (perRequest != null && over == Over.QUEUE) {
            section.problems().error(section.path("over"), "must be downgrade or refuse with per-request-usd", "queue");
        }
        boolean aside = !budget.per().isEmpty()
                || !budget.routes().isEmpty()
                || !budget.providers().isEmpty();
        if (aside && perRequest != null) {
            section.problems()
                    .error(section.path(), "must not hold per-request-usd with per, routes or providers", "both");
        }
    }

    /** What its spend is kept under stays the same when other ceilings come and go. */
    private static String named(RouteMatch match) {
        List<String> words = new ArrayList<>();
        words.addAll(new TreeSet<>(match.endpoints()));
        words.addAll(new TreeSet<>(match.tenants()));
        return words.isEmpty() ? ALL : String.join("+", words);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Per> per(String text) {
        if (text.startsWith(TAG) && text.length() > TAG.length()) {
            return Optional.of(new Per(Per.Kind.TAG, text.substring(TAG.length())));
        }
        return switch (text) {
            case "tenant" -> Optional.of(new Per(Per.Kind.TENANT, ""));
            case "key" -> Optional.of(new Per(Per.Kind.KEY, ""));
            case "endpoint" -> Optional.of(new Per(Per.Kind.ENDPOINT, ""));
            case "route" -> Optional.of(new Per(Per.Kind.ROUTE, ""));
            case "provider" -> Optional.of(new Per(Per.Kind.PROVIDER, ""));
            case "model" -> Optional.of(new Per(Per.Kind.MODEL, ""));
            default -> Optional.empty();
        };
    }

    private static Optional<Over> over(String text) {
        return switch (text) {
            case "downgrade" -> Optional.of(Over.DOWNGRADE);
            case "queue" -> Optional.of(Over.QUEUE);
            case "refuse" -> Optional.of(Over.REFUSE);
            default -> Optional.empty();
        };
    }

    /** Names that lead nowhere, or that two budgets would keep their spend under. */
    static void crossCheck(RouterConfig config, Problems problems) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < config.ceilings().size(); i++) {
            BudgetConfig budget = config.ceilings().get(i).budget();
            if (budget == null) {
                continue;
            }
            String path = "ceilings[" + i + "]";
            Integer first = names.putIfAbsent(budget.name(), i);
            if (first != null) {
                problems.error(
                        path + ".name", "must be given and not be that of ceilings[" + first + "]", budget.name());
            }
            budget.routes().stream()
                    .filter(name -> config.routes().stream()
                            .noneMatch(route -> route.name().equals(name)))
                    .forEach(name -> problems.error(path + ".routes", "unknown route", name));
            budget.providers().stream()
                    .filter(name -> config.providers().keySet().stream()
                            .noneMatch(id -> id.value().equals(name)))
                    .forEach(name -> problems.error(path + ".providers", "unknown provider", name));
        }
    }
}
