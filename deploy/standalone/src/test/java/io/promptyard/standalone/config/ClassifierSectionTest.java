package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.config.SecondTierConfig;
import java.io.IOException;
import java.math.BigDecimal;
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
                        "classifier.tier: must be learned or heuristic, default learned (got \"oracle\")",
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
                        + "classifier: { second: { embeddings: { band: 2, limit: 0s, bend: 1 }, court: {} } }"))
                .containsExactlyInAnyOrder(
                        "classifier.second.embeddings.heads: must be given (got nothing)",
                        "classifier.second.embeddings.band: must be a number from 0 to 1, default 0.1 (got 2)",
                        "classifier.second.embeddings.limit: must be a duration above 0 such as 200ms, 120s or 10m, default 5ms (got"
                                + " \"0s\")",
                        "classifier.second.embeddings.bend: unknown key, the nearest known is band (got bend)",
                        "classifier.second.court: unknown key, the only known is embeddings (got court)");
        assertThat(ConfigFile.problems(ConfigFile.SMALL
                        + "classifier: { tier: heuristic, second: { embeddings: { heads: '" + heads + "' } } }"))
                .containsExactly("classifier.second: must not be given with tier: heuristic (got embeddings)");
    }

    @Test
    void shouldReadTheJudge() {
        assertThat(read("classifier: { judge: { model: openai/gpt-4o } }").judge())
                .isEqualTo(new JudgeConfig(
                        Target.of("openai", "gpt-4o"), 0.1, Duration.ofSeconds(2), JudgeConfig.MAX_OPEN, null));
        assertThat(read("classifier: { judge: { model: openai/gpt-4o, band: 0.2, limit: 1s, max-open: 0,"
                                + " per-hour-usd: 0.5 } }")
                        .judge())
                .isEqualTo(new JudgeConfig(
                        Target.of("openai", "gpt-4o"), 0.2, Duration.ofSeconds(1), 0, new BigDecimal("0.5")));
    }

    @Test
    void shouldNameWhatIsWrongWithTheJudge() {
        assertThat(ConfigFile.problems(ConfigFile.SMALL
                        + "classifier: { judge: { band: 2, limit: 0s, max-open: -1, per-hour-usd: -1, limits: 1 } }"))
                .containsExactlyInAnyOrder(
                        "classifier.judge.model: must be given (got nothing)",
                        "classifier.judge.band: must be a number from 0 to 1, default 0.1 (got 2)",
                        "classifier.judge.limit: must be a duration above 0 such as 200ms, 120s or 10m, default 2s (got \"0s\")",
                        "classifier.judge.max-open: must be a whole number from 0 to 10000, default 64 (got -1)",
                        "classifier.judge.per-hour-usd: must be a decimal of at least 0 (got -1)",
                        "classifier.judge.limits: unknown key, the nearest known is limit (got limits)");
        assertThat(ConfigFile.problems(ConfigFile.SMALL + "classifier: { judge: { model: nobody/knows } }"))
                .singleElement()
                .asString()
                .startsWith("classifier.judge.model: unknown provider");
        assertThat(ConfigFile.problems(
                        ConfigFile.SMALL + "classifier: { tier: heuristic, judge: { model: openai/gpt-4o } }"))
                .containsExactly("classifier.judge: must not be given with tier: heuristic (got openai/gpt-4o)");
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
