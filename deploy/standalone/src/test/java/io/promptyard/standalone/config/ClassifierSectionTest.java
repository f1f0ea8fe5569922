package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.SecondTierConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void shouldReadTheSecondTier() throws IOException {
        // Given
        Path heads = Files.createFile(dir.resolve("own.heads"));
        // Then
        assertThat(read("classifier: { second: { embeddings: { heads: '" + heads + "' } } }")
                        .second())
                .isEqualTo(new SecondTierConfig(heads, 0.1, Duration.ofMillis(5)));
        assertThat(read("classifier: { second: { embeddings: { heads: '" + heads + "', band: 0.2, limit: 20ms } } }")
                        .second())
                .isEqualTo(new SecondTierConfig(heads, 0.2, Duration.ofMillis(20)));
    }

    @Test
    void shouldNameWhatIsWrongWithTheSecondTier() throws IOException {
        // Given
        Path heads = Files.createFile(dir.resolve("own.heads"));
        // Then
        assertThat(ConfigFile.problems(ConfigFile.SMALL
                        + "classifier: { second: { embeddings: { band: 2, limit: 0s, bend: 1 }, judge: {} } }"))
                .containsExactlyInAnyOrder(
                        "classifier.second.embeddings.heads: must be given (got nothing)",
                        "classifier.second.embeddings.band: must be a number from 0 to 1 (got 2)",
                        "classifier.second.embeddings.limit: must be a duration above 0 such as 200ms, 120s or 10m (got"
                                + " \"0s\")",
                        "classifier.second.embeddings.bend: unknown key, the nearest known is band (got bend)",
                        "classifier.second.judge: unknown key, the nearest known is embeddings (got judge)");
        assertThat(ConfigFile.problems(ConfigFile.SMALL
                        + "classifier: { tier: heuristic, second: { embeddings: { heads: '" + heads + "' } } }"))
                .containsExactly("classifier.second: must not be given with tier: heuristic (got embeddings)");
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
