package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CanaryConfig.Arm;
import io.promptyard.router.config.Strategy;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import io.promptyard.standalone.config.keys.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code canary:} of a route: one arm as it is, or several under {@code arms}. */
final class CanarySection {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final String ALONE = "canary";
    static final Rule<String> KEY_RULE =
            Rule.of("`conversation`, `tenant`, `id` or `tag:NAME`", CanarySection::key, key -> key);
    private static final Rule<BigDecimal> PERCENT_RULE =
            Rule.of("a number from 0 to 100", CanarySection::percent, BigDecimal::toPlainString);

    private static final ListKey<Target> TO = Key.named("to")
            .otherwise("this or `strategy`")
            .example("mistral/mistral-small-latest")
            .means("the first that is permitted is asked")
            .list(TargetNames.TARGET_OR_ALIAS);
    private static final SectionKey STRATEGY = StrategySection.STRATEGY.otherwise("this or `to`");
    private static final ValueKey<Double> MIN_QUALITY = Key.named("min-quality")
            .otherwise("that of a route that names none")
            .example("0.7")
            .means("with `strategy`: as for a route")
            .value(Rule.UNIT);
    private static final ListKey<Target> AMONG = Key.named("among")
            .otherwise("that of a route that names none")
            .example("[openai/gpt-4o, mistral/mistral-small-latest]")
            .means("with `strategy`: as for a route")
            .only(TargetNames.TARGET_OR_ALIAS);

    /** Of a shadow too. */
    static final ValueKey<BigDecimal> PERCENT = Key.named("percent")
            .required()
            .example("0.5")
            .means("share of the keys")
            .value(PERCENT_RULE);

    private static final DefaultKey<String> BY =
            Key.named("by").example("tenant").means("""
                    what stays together: `conversation` (as for `sticky`), `tenant`, `id` (each prompt by itself) or `tag:NAME` (a prompt \
                    without the tag stays with the route)""").value(KEY_RULE, "conversation");
    private static final DefaultKey<String> NAME = Key.named("name")
            .example("cheaper")
            .means("what decisions call it; not `" + Arm.CONTROL + "`")
            .value(Rule.TEXT, ALONE);
    private static final ValueKey<String> ARM_NAME = Key.named("name")
            .required()
            .example("cheaper")
            .means("what decisions call it: its own, and not `" + Arm.CONTROL + "`")
            .value(Rule.TEXT);
    private static final SectionKey ARMS = Key.named("arms")
            .otherwise("one arm, by the keys above")
            .example(
                    "[{ name: a, percent: 5, to: mistral/mistral-small-latest }, { name: b, percent: 5, strategy: best-quality }]")
            .means("""
                    several arms instead, each with `name`, `percent` and its `to` or `strategy`, and with a strategy `min-quality` and `among`; \
                    `by` stands beside them""")
            .listing(Table.of(ARM_NAME, TO, STRATEGY, MIN_QUALITY, AMONG, PERCENT))
            .told("a list of maps");

    static final SectionKey CANARY = Key.named("canary")
            .example("{ to: mistral/mistral-small-latest, percent: 5, by: tenant }")
            .means("some of its prompts are asked of another target first: see [canary](#canary)")
            .holding(Table.of(TO, STRATEGY, MIN_QUALITY, AMONG, PERCENT, BY, NAME, ARMS))
            .apart();

    private CanarySection() {}

    static @Nullable CanaryConfig read(Section route, TargetNames names) {
        return route.section(CANARY).map(section -> of(section, names)).orElse(null);
    }

    private static CanaryConfig of(Section section, TargetNames names) {
        String by = section.get(BY);
        List<Arm> arms = new ArrayList<>();
        if (section.has(ARMS)) {
            for (Section each : section.sectionList(ARMS)) {
                arms.add(arm(each, each.required(ARM_NAME).orElse(""), names));
                each.end();
            }
        } else {
            arms.add(arm(section, section.get(NAME), names));
        }
        section.end();
        check(section, arms);
        return new CanaryConfig(by, arms);
    }

    private static Arm arm(Section section, String name, TargetNames names) {
        boolean byStrategy = section.has(STRATEGY);
        if (section.has(TO) == byStrategy) {
            section.error(
                    TO,
                    byStrategy ? "must not stand beside a strategy" : "must be given, or a strategy",
                    byStrategy ? "both" : "nothing");
        }
        section.require(PERCENT);
        List<Target> to = section.list(TO, names::resolve);
        double percent = section.find(PERCENT).map(BigDecimal::doubleValue).orElse(0.0);
        return byStrategy ? strategic(section, name, percent, names) : new Arm(name, percent, to);
    }

    private static Arm strategic(Section section, String name, double percent, TargetNames names) {
        Strategy strategy = StrategySection.read(section, STRATEGY, names);
        StrategySection.checkBeside(section, AMONG, strategy);
        if (!Arm.takes(strategy)) {
            section.error(
                    STRATEGY, "must not be split, nor best-quality with max-cost-usd, in a canary", strategy.label());
        }
        return new Arm(
                name, percent, strategy, section.find(MIN_QUALITY).orElse(null), section.list(AMONG, names::resolve));
    }

    private static void check(Section section, List<Arm> arms) {
        Set<String> names = new HashSet<>();
        double sum = 0;
        for (Arm arm : arms) {
            sum += arm.percent();
            if (arm.name().isBlank() || arm.name().equals(Arm.CONTROL) || !names.add(arm.name())) {
                section.problems()
                        .error(section.path(), "arms must have names of their own, none of them control", arm.name());
            }
        }
        if (sum > ALL.doubleValue()) {
            section.problems().error(section.path(), "must not give away more than 100 percent", Double.toString(sum));
        }
    }

    private static Optional<String> key(String text) {
        boolean known = text.equals("conversation")
                || text.equals("tenant")
                || text.equals(CanaryConfig.ID)
                || text.matches("tag:.+");
        return known ? Optional.of(text) : Optional.empty();
    }

    private static Optional<BigDecimal> percent(String text) {
        return Values.decimal(text).filter(value -> value.signum() >= 0 && value.compareTo(ALL) <= 0);
    }
}
