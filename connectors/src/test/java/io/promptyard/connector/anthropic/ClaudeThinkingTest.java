package io.promptyard.connector.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.http.PromptRejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeThinkingTest {
    private static final int PLENTY = 64_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Budgets.
                "claude-3-7-sonnet-20250219 | low     | {\"type\":\"enabled\",\"budget_tokens\":1024}  | -",
                "claude-sonnet-4-20250514   | minimal | {\"type\":\"enabled\",\"budget_tokens\":1024}  | -",
                "claude-opus-4-1            | medium  | {\"type\":\"enabled\",\"budget_tokens\":8192}  | -",
                "claude-sonnet-4-5          | high    | {\"type\":\"enabled\",\"budget_tokens\":24576} | -",
                "claude-haiku-4-5-20251001  | max     | {\"type\":\"enabled\",\"budget_tokens\":24576} | -",
                "claude-sonnet-4-5          | none    | -                                        | -",
                // Budgets and levels.
                "claude-opus-4-5-20251101   | minimal | {\"type\":\"enabled\",\"budget_tokens\":1024}  | low",
                "claude-opus-4-5            | xhigh   | {\"type\":\"enabled\",\"budget_tokens\":24576} | high",
                // Levels.
                "claude-opus-4-6            | low     | {\"type\":\"adaptive\"}                     | low",
                "claude-sonnet-4-6          | xhigh   | {\"type\":\"adaptive\"}                     | high",
                "claude-sonnet-4-6          | max     | {\"type\":\"adaptive\"}                     | max",
                "claude-opus-4-7            | xhigh   | {\"type\":\"adaptive\"}                     | xhigh",
                "claude-opus-4-8            | none    | -                                        | -",
                "claude-opus-5              | none    | {\"type\":\"disabled\"}                     | -",
                "claude-haiku-5-5           | none    | {\"type\":\"disabled\"}                     | -",
                "claude-opus-5-5            | none    | -                                        | low",
                "claude-fable-5-1           | none    | -                                        | low",
                "claude-mythos-preview      | high    | {\"type\":\"adaptive\"}                     | high",
                // Elsewhere.
                "us.anthropic.claude-opus-4-6-v1              | high | {\"type\":\"adaptive\"}                     | high",
                "anthropic.claude-sonnet-4-5-20250929-v1:0    | low  | {\"type\":\"enabled\",\"budget_tokens\":1024}  | -",
                "anthropic/claude-opus-4.7                    | high | {\"type\":\"adaptive\"}                     | high"
            })
    void shouldSayTheEffortAsTheModelWantsIt(String model, String effort, String thinking, String level)
            throws Exception {
        // When
        ClaudeThinking.Plan plan = ClaudeThinking.of(model).plan(effort, PLENTY, false);

        // Then
        assertThat(plan.thinking() == null ? "-" : plan.thinking().toString()).isEqualTo(thinking);
        assertThat(plan.effort() == null ? "-" : plan.effort()).isEqualTo(level);
        assertThat(plan.told()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"claude-3-5-haiku-latest", "claude-3-opus-20240229", "claude-instant-1.2", "claude-2.1", "gpt-4o", "m"})
    void shouldSayNothingWhenTheModelDoesNotThink(String model) throws Exception {
        // When
        ClaudeThinking.Plan plan = ClaudeThinking.of(model).plan("high", PLENTY, false);

        // Then
        assertThat(plan).isEqualTo(ClaudeThinking.Plan.LEFT_OUT);
    }

    @ParameterizedTest
    @CsvSource({
        // Half of what there is for the answer, never less than the API takes.
        "claude-sonnet-4-5, 4000,  false, 2000, true",
        "claude-sonnet-4-5, 2048,  false, 1024, true",
        "claude-sonnet-4-5, 2047,  false, 0,    false",
        "claude-sonnet-4-5, 64000, true,  0,    false",
        // Opus 4.5 still hears the level.
        "claude-opus-4-5,   100,   false, 0,    true",
        "claude-opus-4-5,   64000, true,  0,    true"
    })
    void shouldLeaveRoomForTheAnswerAndThinkNotWhereTheApiForbidsIt(
            String model, int limit, boolean fixed, int budget, boolean told) throws Exception {
        // When
        ClaudeThinking.Plan plan = ClaudeThinking.of(model).plan("medium", limit, fixed);

        // Then
        int planned = plan.thinking() == null
                ? 0
                : plan.thinking().path("budget_tokens").intValue();
        assertThat(planned).isEqualTo(budget).isLessThan(limit);
        assertThat(plan.told()).isEqualTo(told);
    }

    @Test
    void shouldRefuseAnEffortThatIsNone() {
        // When / Then
        assertThatThrownBy(() -> ClaudeThinking.of("claude-opus-4-6").plan("utmost", PLENTY, false))
                .isInstanceOf(PromptRejectedException.class)
                .hasMessageContaining("reasoning_effort: must be");
    }

    @Test
    void shouldThinkWhereTheCatalogueSaysThatTheModelDoes() {
        // Given
        List<ModelSpec> claudes = CatalogueReader.builtIn().all().stream()
                .filter(model -> model.target().provider().value().equals("anthropic"))
                .toList();

        // When / Then
        assertThat(claudes).hasSizeGreaterThan(10).allSatisfy(model -> {
            ClaudeThinking thinking = ClaudeThinking.of(model.target().model().value());
            assertThat(thinking.canThink())
                    .as(model.target().toString())
                    .isEqualTo(model.capabilities().contains(Capability.REASONING));
        });
    }

    @Test
    void shouldNotPromiseMoreOutputThanTheCatalogue() {
        // When / Then
        assertThat(CatalogueReader.builtIn().all())
                .filteredOn(model -> model.target().provider().value().equals("anthropic"))
                .allSatisfy(model -> assertThat(
                                AnthropicModels.maxTokens(model.target().model().value(), 0))
                        .as(model.target().toString())
                        .isEqualTo(model.maxOutput()));
    }
}
