package io.promptyard.standalone.config;

import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
        section.end();
        return new ClassifierConfig(tier, model);
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
