package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierSectionTest {
    @TempDir
    Path dir;

    @Test
    void shouldUseTheModelThatShipsWhenNothingIsSaid() {
        // Then
        assertThat(read("")).isEqualTo(ClassifierConfig.DEFAULT);
        assertThat(read("classifier: {}")).isEqualTo(new ClassifierConfig(Tier.LEARNED, null));
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        // Given
        Path model = Files.createFile(dir.resolve("own.model"));
        // Then
        assertThat(read("classifier: { tier: heuristic }")).isEqualTo(new ClassifierConfig(Tier.HEURISTIC, null));
        assertThat(read("classifier: { tier: learned, model: '" + model + "' }"))
                .isEqualTo(new ClassifierConfig(Tier.LEARNED, model));
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        // When
        var problems =
                ConfigFile.problems(ConfigFile.SMALL + "classifier: { tier: oracle, modell: x, model: no/such.model }");
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "classifier.tier: must be learned or heuristic (got \"oracle\")",
                        "classifier.modell: unknown key, the nearest known is model (got modell)",
                        "classifier.model: must be a file that can be read (got \"no/such.model\")");
    }

    @Test
    void shouldRefuseAModelWhenTheTierHasNone() throws IOException {
        // Given
        Path model = Files.createFile(dir.resolve("own.model"));
        // When
        var problems =
                ConfigFile.problems(ConfigFile.SMALL + "classifier: { tier: heuristic, model: '" + model + "' }");
        // Then
        assertThat(problems).singleElement().asString().startsWith("classifier.model: must not be given");
    }

    private static ClassifierConfig read(String classifier) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(ConfigFile.SMALL + classifier)
                .orThrow()
                .router()
                .classifier();
    }
}
