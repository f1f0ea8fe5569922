package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CanaryConfig.Arm;
import io.promptyard.router.config.Strategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code canary:} of a route: one arm as it is, or several under {@code arms}. */
final class CanarySection {
    private static final String NAME = "canary";
    private static final String ARMS = "arms";
    static final String KEY_RULE = "must be conversation, tenant, id or tag:NAME";
    static final String PERCENT_RULE = "must be a number from 0 to 100";
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private CanarySection() {}

    static @Nullable CanaryConfig read(Section route, TargetNames names) {
        return route.section(NAME).map(section -> of(section, names)).orElse(null);
    }

    private static CanaryConfig of(Section section, TargetNames names) {
        String by = section.value("by", KEY_RULE, CanarySection::key).orElse("conversation");
        List<Arm> arms = new ArrayList<>();
        if (section.has(ARMS)) {
            for (Section each : section.sectionList(ARMS)) {
                arms.add(arm(each, each.required("name").orElse(""), names));
                each.end();
            }
        } else {
            arms.add(arm(section, section.text("name").orElse(NAME), names));
        }
        section.end();
        check(section, arms);
        return new CanaryConfig(by, arms);
    }

    private static Arm arm(Section section, String name, TargetNames names) {
        boolean byStrategy = section.has("strategy");
        if (section.has("to") == byStrategy) {
            section.problems()
                    .error(
                            section.path("to"),
                            byStrategy ? "must not stand beside a strategy" : "must be given, or a strategy",
                            byStrategy ? "both" : "nothing");
        }
        section.required("percent");
        List<Target> to = section.values("to", TargetNames.RULE_OR_ALIAS, names::resolve);
        double percent = section.value("percent", PERCENT_RULE, CanarySection::percent)
                .map(BigDecimal::doubleValue)
                .orElse(0.0);
        return byStrategy ? strategic(section, name, percent, names) : new Arm(name, percent, to);
    }

    private static Arm strategic(Section section, String name, double percent, TargetNames names) {
        Strategy strategy = StrategySection.read(section, names);
        if (!Arm.takes(strategy)) {
            section.problems()
                    .error(
                            section.path("strategy"),
                            "must not be split, nor best-quality with max-cost-usd, in a canary",
                            strategy.label());
        }
        return new Arm(
                name,
                percent,
                strategy,
                section.unit("min-quality").orElse(null),
                section.values("among", TargetNames.RULE_OR_ALIAS, names::resolve));
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

    static Optional<String> key(String text) {
        boolean known = text.equals("conversation")
                || text.equals("tenant")
                || text.equals(CanaryConfig.ID)
                || text.matches("tag:.+");
        return known ? Optional.of(text) : Optional.empty();
    }

    static Optional<BigDecimal> percent(String text) {
        return Values.decimal(text).filter(value -> value.signum() >= 0 && value.compareTo(ALL) <= 0);
    }
}
