package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether an experiment that goes on is scored as it was begun. */
class LiveScoringTest {
    private static Map<String, String> scoring(String rubric, String expected, String tag) {
        References references = References.of(
                List.of("{\"id\":\"a\",\"expected\":\"" + expected + "\"}", "{\"id\":\"b\",\"expected\":\"x\"}"), tag);
        return new LiveOptions.Scorers(List.of(), List.of(), references, Map.of("rubric", rubric)).scoring();
    }

    @Test
    void shouldNameAllThatDiffersAndSayNoTextWhenItIsScoredByOtherMeans() {
        // Given
        Map<String, String> begun = scoring("be brief", "four", "expected");
        // When / Then
        assertThatThrownBy(() -> Sampling.sameScoring(begun, scoring("be long", "five", "wanted")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rubric: must be that of the experiment, sha256:")
                .hasMessageContaining("references: must be that of the experiment, sha256:")
                .hasMessageContaining("reference-tag: must be that of the experiment, expected (got wanted)")
                .hasMessageNotContaining("brief")
                .hasMessageNotContaining("four");
        assertThatThrownBy(() -> Sampling.sameScoring(begun, scoring("be brief", "four!", "expected")))
                .hasMessageStartingWith("references: ");
        assertThatThrownBy(() -> Sampling.sameScoring(
                        begun, new LiveOptions.Scorers(List.of(), List.of(), References.NONE, Map.of()).scoring()))
                .hasMessageContaining("rubric: must be that of the experiment, sha256:")
                .hasMessageContaining("(got none)");
    }

    @Test
    void shouldNameTheFilterWhenItIsOfOtherPrompts() {
        // Given
        Map<String, String> begun = Map.of("filter", "task == 'code'");
        // When / Then
        assertThatThrownBy(() -> Sampling.sameScoring(begun, Map.of()))
                .hasMessage("filter: must be that of the experiment, task == 'code' (got none)");
        assertThatThrownBy(() ->
                        Sampling.sameScoring(Map.of("references", "x"), Map.of("references", "x", "filter", "stream")))
                .hasMessage("filter: must be that of the experiment, none (got stream)");
    }

    @Test
    void shouldGoOnWhenItIsTheSameInAnotherOrderOrWasNotWrittenDown() {
        // Given
        References one = References.of(
                List.of("{\"id\":\"a\",\"expected\":\"1\"}", "{\"id\":\"b\",\"expected\":\"2\"}"), "expected");
        References other = References.of(
                List.of("{\"id\":\"b\",\"expected\":\"2\"}", "", "{\"id\":\"a\",\"expected\":\"1\"}"), "expected");
        Map<String, String> begun = new LiveOptions.Scorers(List.of(), List.of(), one, Map.of()).scoring();
        Map<String, String> now = new LiveOptions.Scorers(List.of(), List.of(), other, Map.of()).scoring();
        // When / Then
        assertThatCode(() -> Sampling.sameScoring(begun, now)).doesNotThrowAnyException();
        assertThatCode(() -> Sampling.sameScoring(Map.of(), now)).doesNotThrowAnyException();
    }
}
