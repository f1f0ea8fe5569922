package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.LearningConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningSectionTest {
    @Test
    void shouldLearnNothingWhenNothingIsSaid() {
        // When
        LearningConfig read = read("");
        // Then
        assertThat(read).isEqualTo(LearningConfig.OFF);
        assertThat(read.enabled()).isFalse();
    }

    @Test
    void shouldKeepTheDefaultsWhenItIsJustEnabled() {
        // When
        LearningConfig read = read("learning: { enabled: true }");
        // Then
        assertThat(read.enabled()).isTrue();
        assertThat(read.interval()).isEqualTo(LearningConfig.OFF.interval());
        assertThat(read.exploration()).isEqualTo(0.02);
    }

    @Test
    void shouldReadEveryKey() {
        // When
        LearningConfig read =
                read("learning: { enabled: true, interval: 5m, min-labels: 7, max-labels: 900, memory: 2d,"
                        + " weight-cap: 20, keep-versions: 3, exploration: 0.1, exploration-max-usd: 0.5 }");
        // Then
        assertThat(read)
                .isEqualTo(new LearningConfig(
                        true, Duration.ofMinutes(5), 7, 900, Duration.ofDays(2), 20, 3, 0.1, new BigDecimal("0.5")));
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL
                + "learning: { enabled: perhaps, intervall: 5m, min-labels: 9, max-labels: 8, exploration: 1.5 }");
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "learning.enabled: must be true or false, default false (got \"perhaps\")",
                        "learning.intervall: unknown key, the nearest known is interval (got intervall)",
                        "learning.max-labels: must be at least min-labels (got 8)",
                        "learning.exploration: must be a number from 0 to 1, default 0.02 (got 1.5)");
    }

    private static LearningConfig read(String learning) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(ConfigFile.SMALL + learning)
                .orThrow()
                .router()
                .learning();
    }
}
