package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.config.SecondTierConfig;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code classifier:}. Whether the file is a model is found out when it is loaded. */
final class ClassifierSection {
    private static final int MOST_OPEN = 10_000;

    private ClassifierSection() {}

    static ClassifierConfig read(Section top, TargetNames names) {
        return top.section("classifier").map(section -> of(section, names)).orElse(ClassifierConfig.DEFAULT);
    }

    private static ClassifierConfig of(Section section, TargetNames names) {
        Tier tier = section.value("tier", "must be learned or heuristic", Tier::ofLabel)
                .orElse(ClassifierConfig.DEFAULT.tier());
        @Nullable
        Path model = section.value("model", "must be a file that can be read", ClassifierSection::file)
                .orElse(null);
        if (tier == Tier.HEURISTIC && model != null) {
            section.problems().error(section.path("model"), "must not be given with tier: heuristic", model.toString());
            model = null;
        }
        @Nullable
        SecondTierConfig second =
                section.section("second").flatMap(ClassifierSection::second).orElse(null);
        if (tier == Tier.HEURISTIC && second != null) {
            section.problems().error(section.path("second"), "must not be given with tier: heuristic", "embeddings");
            second = null;
        }
        @Nullable
        JudgeConfig judge =
                section.section("judge").flatMap(each -> judge(each, names)).orElse(null);
        if (tier == Tier.HEURISTIC && judge != null) {
            section.problems()
                    .error(
                            section.path("judge"),
                            "must not be given with tier: heuristic",
                            judge.model().toString());
            judge = null;
        }
        section.end();
        return new ClassifierConfig(tier, model, second, judge);
    }

    private static Optional<JudgeConfig> judge(Section section, TargetNames names) {
        section.required("model");
        Optional<Target> model = section.value("model", TargetNames.RULE_OR_ALIAS, names::resolve);
        double band = section.unit("band").orElse(JudgeConfig.BAND);
        Duration limit = section.duration("limit").orElse(JudgeConfig.LIMIT);
        int maxOpen = section.integer("max-open", 0, MOST_OPEN).orElse(JudgeConfig.MAX_OPEN);
        @Nullable BigDecimal perHour = section.usd("per-hour-usd").orElse(null);
        section.end();
        return model.map(target -> new JudgeConfig(target, band, limit, maxOpen, perHour));
    }

    private static Optional<SecondTierConfig> second(Section section) {
        Optional<SecondTierConfig> embeddings = section.section("embeddings").flatMap(ClassifierSection::embeddings);
        section.end();
        return embeddings;
    }

    private static Optional<SecondTierConfig> embeddings(Section section) {
        section.required("heads");
        Optional<Path> heads =
                section.value("heads", "must be a file that train --embeddings wrote", ClassifierSection::file);
        double band = section.unit("band").orElse(SecondTierConfig.BAND);
        Duration limit = section.duration("limit").orElse(SecondTierConfig.LIMIT);
        section.end();
        return heads.map(file -> new SecondTierConfig(file, band, limit));
    }

    private static Optional<Path> file(String text) {
        try {
            Path path = Path.of(text);
            return Files.isRegularFile(path) && Files.isReadable(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
