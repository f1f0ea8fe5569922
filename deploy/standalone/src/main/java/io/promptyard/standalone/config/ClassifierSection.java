package io.promptyard.standalone.config;

import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.SecondTierConfig;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code classifier:}. Whether the file is a model is found out when it is loaded. */
final class ClassifierSection {
    private ClassifierSection() {}

    static ClassifierConfig read(Section top) {
        return top.section("classifier").map(ClassifierSection::of).orElse(ClassifierConfig.DEFAULT);
    }

    private static ClassifierConfig of(Section section) {
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
        section.end();
        return new ClassifierConfig(tier, model, second);
    }

    private static Optional<SecondTierConfig> second(Section section) {
        Optional<SecondTierConfig> embeddings = section.section("embeddings").flatMap(ClassifierSection::embeddings);
        section.end();
        return embeddings;
    }

    private static Optional<SecondTierConfig> embeddings(Section section) {
        section.required("heads");
        Optional<Path> heads = section.value("heads", "must be a file that can be read", ClassifierSection::file);
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
