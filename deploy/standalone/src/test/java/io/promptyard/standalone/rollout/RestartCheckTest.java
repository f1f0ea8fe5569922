package io.promptyard.standalone.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.ConfigProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Map<String, String> FILE = Map.of("providers", "p1", "gateway", "g1", "budgets", "none");

    @Test
    void shouldHaveNoProblemWhenAllThatNeedsARestartIsAsItRuns() {
        // Given
        List<Instance> running = List.of(instance("a", FILE), instance("b", FILE));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, false, NOW)).isEmpty();
        assertThat(RestartCheck.problems(FILE, List.of(), false, NOW)).isEmpty();
    }

    @Test
    void shouldNameTheSectionAndTheInstancesWhenAnyHasAnother() {
        // Given
        List<Instance> running = List.of(
                instance("a", FILE), instance("b", Map.of("providers", "p2", "gateway", "g2", "budgets", "none")));
        // When
        List<ConfigProblem> problems = RestartCheck.problems(FILE, running, false, NOW);
        // Then
        assertThat(problems)
                .extracting(ConfigProblem::toString)
                .containsExactly("providers: " + RestartCheck.RULE + " (got another than b has)");
        assertThat(RestartCheck.problems(FILE, running, true, NOW)).isEmpty();
    }

    @Test
    void shouldMindWhatAProcessHasForItselfWhenNoneHasItSo() {
        // Given
        List<Instance> running = List.of(instance("a", Map.of("providers", "p1", "gateway", "g2")));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, false, NOW))
                .extracting(ConfigProblem::path)
                .containsExactly("gateway");
    }

    @Test
    void shouldNeverLetTheFirstBudgetInWithoutARestart() {
        // Given
        List<Instance> running = List.of(instance("a", Map.of("providers", "p1", "gateway", "g1", "budgets", "some")));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, true, NOW))
                .extracting(ConfigProblem::toString)
                .containsExactly("ceilings: " + RestartCheck.NO_BUDGETS + " (got none here, unlike a)");
    }

    @Test
    void shouldPassOverTheLastWordOfAnInstanceThatWasKilled() {
        // Given
        Map<String, String> another = Map.of("providers", "p2", "gateway", "g1", "budgets", "none");
        List<Instance> running = List.of(instance("a", FILE), instance("gone", another, NOW.minusSeconds(300)));
        List<Instance> late = List.of(instance("a", FILE), instance("late", another, NOW.minusSeconds(299)));
        // When // Then
        assertThat(RestartCheck.problems(FILE, running, false, NOW)).isEmpty();
        assertThat(RestartCheck.problems(FILE, late, false, NOW)).hasSize(1);
    }

    @Test
    void shouldGoByTheNewestWordWhenTheClockOfWhoAsksIsWrong() {
        // Given
        Map<String, String> another = Map.of("providers", "p2", "gateway", "g1", "budgets", "none");
        List<Instance> running = List.of(instance("a", another), instance("gone", FILE, NOW.minusSeconds(300)));
        ConfigDesk.State state = new ConfigDesk.State(null, running);
        // When // Then: ten minutes ahead or behind
        assertThat(RestartCheck.problems(FILE, running, false, NOW.plusSeconds(600)))
                .hasSize(1);
        assertThat(state.heard(NOW.minusSeconds(600)))
                .extracting(Instance::name)
                .containsExactly("a");
        // and when all were killed, none is left
        assertThat(state.heard(NOW.plusSeconds(3_600))).isEmpty();
    }

    private static Instance instance(String name, Map<String, String> restart) {
        return instance(name, restart, NOW);
    }

    private static Instance instance(String name, Map<String, String> restart, Instant at) {
        return new Instance(name, new ConfigEntry("v", Instant.EPOCH, 1, null, "", restart, null), 0, at);
    }
}
