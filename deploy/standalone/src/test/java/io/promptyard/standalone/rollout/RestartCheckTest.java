package io.promptyard.standalone.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.ConfigProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartCheckTest {
    private static final Map<String, String> FILE = Map.of("providers", "p1", "gateway", "g1", "budgets", "none");

    @Test
    void shouldHaveNoProblemWhenAllThatNeedsARestartIsAsItRuns() {
        // Given
        List<Instance> running = List.of(instance("a", FILE), instance("b", FILE));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, false)).isEmpty();
        assertThat(RestartCheck.problems(FILE, List.of(), false)).isEmpty();
    }

    @Test
    void shouldNameTheSectionAndTheInstancesWhenAnyHasAnother() {
        // Given
        List<Instance> running = List.of(
                instance("a", FILE), instance("b", Map.of("providers", "p2", "gateway", "g2", "budgets", "none")));
        // When
        List<ConfigProblem> problems = RestartCheck.problems(FILE, running, false);
        // Then
        assertThat(problems)
                .extracting(ConfigProblem::toString)
                .containsExactly("providers: " + RestartCheck.RULE + " (got another than b has)");
        assertThat(RestartCheck.problems(FILE, running, true)).isEmpty();
    }

    @Test
    void shouldMindWhatAProcessHasForItselfWhenNoneHasItSo() {
        // Given
        List<Instance> running = List.of(instance("a", Map.of("providers", "p1", "gateway", "g2")));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, false))
                .extracting(ConfigProblem::path)
                .containsExactly("gateway");
    }

    @Test
    void shouldNeverLetTheFirstBudgetInWithoutARestart() {
        // Given
        List<Instance> running = List.of(instance("a", Map.of("providers", "p1", "gateway", "g1", "budgets", "some")));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, true))
                .extracting(ConfigProblem::toString)
                .containsExactly("ceilings: " + RestartCheck.NO_BUDGETS + " (got none here, unlike a)");
    }

    private static Instance instance(String name, Map<String, String> restart) {
        return new Instance(name, new ConfigEntry("v", Instant.EPOCH, 1, null, "", restart, null), 0);
    }
}
