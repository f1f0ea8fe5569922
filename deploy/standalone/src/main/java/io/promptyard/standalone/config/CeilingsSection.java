package io.promptyard.standalone.config;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.ProviderId;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetConfig.Per;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.NearestKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ceilings:}, on each request, on what is spent within windows, and on what is asked within a minute. */
final class CeilingsSection {
    private static final String TAG = "tag:";
    private static final String ALL = "all";

    private static final long MOST_PER_MINUTE = 100_000_000_000L;

    /** The windows that a file can ask for, each with its key. */
    private static final Map<BudgetWindow, ValueKey<BigDecimal>> WINDOWS =
            windows("none", "what all its calls may cost within one %s, several at once too. Of all lanes together");

    static final DefaultKey<ZoneId> TIME_ZONE = Key.named("time-zone")
            .example("Europe/Berlin")
            .means("of the calendar that windows follow: a day begins at its midnight, a week on Monday")
            .value(Rule.ZONE, ZoneOffset.UTC);

    private static final ValueKey<BigDecimal> PER_REQUEST = Key.named("per-request-usd")
            .example("0.02")
            .means("on the *expected* cost of one call; a target whose cost is not known is over it")
            .value(Rule.USD);
    private static final ValueKey<Long> REQUESTS = Key.named("requests-per-minute")
            .example("60")
            .means("prompts that are let go within one minute of the clock. Of all lanes together")
            .value(Rule.whole(1, MOST_PER_MINUTE));
    private static final ValueKey<Long> TOKENS = Key.named("tokens-per-minute")
            .example("100000")
            .means("tokens of their calls, prompt and answer, within one minute of the clock. Of all lanes together")
            .value(Rule.whole(1, MOST_PER_MINUTE));
    private static final ListKey<Per> PER = Key.named("per")
            .otherwise("one budget for all")
            .example("[tenant, tag:team]")
            .means("""
                    a budget of its own for each value of `tenant`, `key` (the API key a prompt came with, by its name or fingerprint), \
                    `endpoint`, `route`, `provider`, `model` or a tag""")
            .list(Rule.of(
                    "`tenant`, `key`, `endpoint`, `route`, `provider`, `model` or `tag:NAME`",
                    CeilingsSection::per,
                    Per::label));
    private static final ListKey<String> ROUTES = Key.named("routes")
            .otherwise("all")
            .example("[support]")
            .means("what the budget is for, beside `match`: prompts by these routes")
            .only(Rule.NOT_BLANK);
    private static final ListKey<String> PROVIDERS = Key.named("providers")
            .otherwise("all")
            .example("[openai]")
            .means("the same: calls of these providers")
            .only(Rule.NOT_BLANK);
    private static final ValueKey<String> NAME = Key.named("name")
            .otherwise("endpoints and tenants of `match`, or `" + ALL + "`")
            .example("team-a")
            .means("what its spend is kept under: with another name it begins at 0. No two budgets may share one")
            .value(Rule.TEXT);
    private static final DefaultKey<Over> OVER = Key.named("over")
            .example("downgrade")
            .means("""
                    on a request: `downgrade`: dearer targets are out. `refuse`: when the first choice is dearer, the prompt is refused \
                    (`OVER_BUDGET`); on a fallback dearer targets are out. On a budget: `downgrade`: the best cheaper target that is permitted, \
                    good enough and affordable, else refused. `queue`: waits for the next window where its deadline allows, else refused. \
                    `refuse`: refused. `queue` goes with no `per-request-usd`. A limit does as a budget does; what it refuses is `RATE_LIMITED`""")
            .value(Rule.oneOf(over -> over.name().toLowerCase(Locale.ROOT), Over.class), Over.REFUSE);

    static final SectionKey CEILINGS = Key.named("ceilings")
            .listing(Table.joined(List.of(
                    List.of(MatchSection.MATCH, PER_REQUEST),
                    WINDOWS.values(),
                    List.of(REQUESTS, TOKENS, TIME_ZONE, PER, ROUTES, PROVIDERS, NAME, OVER))))
            .apart();

    private CeilingsSection() {}

    static List<CeilingConfig> read(Section top) {
        List<CeilingConfig> ceilings = new ArrayList<>();
        top.sectionList(CEILINGS).forEach(section -> ceilings.add(ceiling(section)));
        return ceilings;
    }

    private static CeilingConfig ceiling(Section section) {
        RouteMatch match = MatchSection.read(section);
        BigDecimal perRequest = section.find(PER_REQUEST).orElse(null);
        Map<BudgetWindow, BigDecimal> limits = limits(section, WINDOWS);
        Map<BudgetUnit, Long> rates = new EnumMap<>(BudgetUnit.class);
        section.find(REQUESTS).ifPresent(most -> rates.put(BudgetUnit.REQUESTS, most));
        section.find(TOKENS).ifPresent(most -> rates.put(BudgetUnit.TOKENS, most));
        Over over = section.get(OVER);
        BudgetConfig budget = new BudgetConfig(
                section.find(NAME).orElseGet(() -> named(match)),
                limits,
                section.get(TIME_ZONE),
                section.list(PER),
                Set.copyOf(section.list(ROUTES)),
                Set.copyOf(section.list(PROVIDERS)),
                rates);
        check(section, perRequest, budget, over);
        twice(section, budget.per());
        section.end();
        return new CeilingConfig(match, perRequest, over, limits.isEmpty() && rates.isEmpty() ? null : budget);
    }

    /** {@code per-minute-usd} to {@code per-month-usd}; {@code %s} of what they mean is the window. */
    static Map<BudgetWindow, ValueKey<BigDecimal>> windows(String otherwise, String means) {
        Map<BudgetWindow, ValueKey<BigDecimal>> windows = new EnumMap<>(BudgetWindow.class);
        for (BudgetWindow window : EnumSet.complementOf(EnumSet.of(BudgetWindow.EVER))) {
            windows.put(
                    window,
                    Key.named("per-" + window.label() + "-usd")
                            .otherwise(otherwise)
                            .example(example(window))
                            .means(means.formatted(window.label()))
                            .value(Rule.USD));
        }
        return windows;
    }

    private static String example(BudgetWindow window) {
        return switch (window) {
            case MINUTE -> "0.50";
            case HOUR -> "20";
            case DAY -> "150";
            case WEEK -> "800";
            case MONTH, EVER -> "3000";
        };
    }

    /** What is given of them. */
    static Map<BudgetWindow, BigDecimal> limits(Section section, Map<BudgetWindow, ValueKey<BigDecimal>> windows) {
        Map<BudgetWindow, BigDecimal> limits = new EnumMap<>(BudgetWindow.class);
        windows.forEach((window, key) -> section.find(key).ifPresent(usd -> limits.put(window, usd)));
        return limits;
    }

    private static void check(Section section, @Nullable BigDecimal perRequest, BudgetConfig budget, Over over) {
        boolean windows = !budget.limits().isEmpty() || !budget.rates().isEmpty();
        if (perRequest == null && !windows && !isUnreadable(section)) {
            section.problems()
                    .error(
                            section.path(),
                            "must hold per-request-usd, a window such as per-day-usd or a limit such as requests-per-minute",
                            "none");
        }
        if (perRequest != null && over == Over.QUEUE) {
            section.error(OVER, "must be downgrade or refuse with per-request-usd", "queue");
        }
        boolean aside = !budget.per().isEmpty()
                || !budget.routes().isEmpty()
                || !budget.providers().isEmpty();
        if (aside && perRequest != null) {
            section.problems()
                    .error(section.path(), "must not hold per-request-usd with per, routes or providers", "both");
        }
    }

    private static boolean isUnreadable(Section section) {
        return Stream.concat(WINDOWS.values().stream(), Stream.of(PER_REQUEST, REQUESTS, TOKENS))
                .anyMatch(each -> section.problems().within(section.path(each)));
    }

    private static void twice(Section section, List<Per> per) {
        for (int i = 0; i < per.size(); i++) {
            if (per.indexOf(per.get(i)) < i) {
                section.problems()
                        .error(
                                section.path(PER) + "[" + i + "]",
                                "must not stand twice",
                                per.get(i).label());
            }
        }
    }

    /** What its spend is kept under stays the same when other ceilings come and go. */
    private static String named(RouteMatch match) {
        List<String> words = new ArrayList<>();
        words.addAll(new TreeSet<>(match.endpoints()));
        words.addAll(new TreeSet<>(match.tenants()));
        return words.isEmpty() ? ALL : String.join("+", words);
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

    /** Names that lead nowhere, or that two budgets would keep their spend under. */
    static void crossCheck(RouterConfig config, Problems problems) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < config.ceilings().size(); i++) {
            String path = "ceilings[" + i + "]";
            // A limit that holds for nobody would be none, and nobody would know.
            MatchCover.contradiction(config.ceilings().get(i).match())
                    .ifPresent(why -> problems.error(path + ".match", "can never match, it contradicts itself", why));
            BudgetConfig budget = config.ceilings().get(i).budget();
            if (budget == null) {
                continue;
            }
            Integer first = names.putIfAbsent(budget.name(), i);
            if (first != null) {
                problems.error(
                        path + ".name", "must be given and not be that of ceilings[" + first + "]", budget.name());
            }
            List<String> routes =
                    config.routes().stream().map(RouteConfig::name).toList();
            List<String> providers =
                    config.providers().keySet().stream().map(ProviderId::value).toList();
            unknown(budget.routes(), routes, path + ".routes", "unknown route", problems);
            unknown(budget.providers(), providers, path + ".providers", "unknown provider", problems);
        }
    }

    private static void unknown(
            Collection<String> named, List<String> known, String path, String rule, Problems problems) {
        named.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> problems.error(path, rule + NearestKey.words(name, known), name));
    }
}
