package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.published.UnfitConfigException;
import io.promptyard.standalone.rollout.Instance;
import io.promptyard.standalone.rollout.RestartCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code config apply} makes of a file whose judge is not the one that runs. */
class JudgeNeedsARestartTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String REST = """
            providers: { openai: { dialect: openai }, mistral: { dialect: openai } }
            routes: [ { name: all } ]
            """;
    private static final String MODEL = "models: { openai/own: { like: openai/gpt-4o } }\n";
    private static final String JUDGE = "classifier: { judge: { model: openai/own } }\n";
    private static final LoadedConfig RUNNING = read(REST + MODEL + JUDGE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "classifier: { judge: { model: mistral/mistral-small-latest } }\n",
                "classifier: { judge: { model: openai/own, band: 0.2 } }\n"
            })
    void shouldRefuseAFileWithAnotherJudgeOrNoneUnlessItsLiveSectionsAloneAreWanted(String classifier) {
        // Given
        LoadedConfig file = read(REST + MODEL + classifier);
        // When
        List<ConfigProblem> whole = problems(file, false);
        List<ConfigProblem> liveOnly = problems(file, true);
        // Then
        assertThat(whole).extracting(ConfigProblem::path).containsExactly("classifier");
        assertThat(liveOnly).isEmpty();
    }

    @Test
    void shouldKeepItsJudgeWhenTheFileOfPublishedSectionsHasNone() {
        // When
        RouterConfig next = RUNNING.router().switchedTo(over(read(REST + MODEL)));
        // Then
        assertThat(next.classifier()).isEqualTo(RUNNING.router().classifier());
        assertThat(next.classifier().judge()).isNotNull();
    }

    @Test
    void shouldStayAsItIsWhenTheModelOfItsJudgeIsInTheCatalogueNoMore() {
        assertThatThrownBy(() -> over(read(REST)))
                .isInstanceOf(UnfitConfigException.class)
                .hasMessageContaining("classifier.judge.model: ")
                .hasMessageContaining("openai/own");
    }

    private static List<ConfigProblem> problems(LoadedConfig file, boolean liveOnly) {
        ConfigEntry said = new ConfigEntry("v", NOW, 1, null, "", PublishedOverFile.restart(RUNNING), null);
        return RestartCheck.problems(
                PublishedOverFile.restart(file), List.of(new Instance("one", said, 0, NOW)), liveOnly, NOW);
    }

    /** The sections of a file as the running process reads them. */
    private static RouterConfig over(LoadedConfig file) {
        return new PublishedOverFile(new ConfigLoader(Map.of(), Map.of()), REST + MODEL + JUDGE, false, RUNNING)
                .with(file.parts().live());
    }

    private static LoadedConfig read(String yaml) {
        return new ConfigLoader(Map.of(), Map.of()).read(yaml).orThrow();
    }
}
