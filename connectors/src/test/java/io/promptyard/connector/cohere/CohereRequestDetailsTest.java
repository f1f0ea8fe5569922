package io.promptyard.connector.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereRequestDetailsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command-a-reasoning-08-2025 | none   | {\"type\":\"disabled\"}",
                "command-a-reasoning-08-2025 | low    | {\"type\":\"enabled\",\"token_budget\":1024}",
                "command-a-reasoning-08-2025 | high   | {\"type\":\"enabled\"}",
                "command-a-03-2025           | high   | "
            })
    void shouldSayHowMuchToThinkWhenTheModelThinks(String model, String effort, @Nullable String thinking)
            throws Exception {
        // When
        JsonNode json = request(model, sampling(effort), List.of(), null, null);

        // Then
        assertThat(json.path("thinking").toString()).isEqualTo(thinking == null ? "" : thinking);
    }

    @Test
    void shouldOfferOnlyTheToolsThatMayBeCalled() throws Exception {
        // Given
        String some = "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":"
                + "[{\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}}";

        // When
        JsonNode json =
                request("m", SamplingParameters.DEFAULTS, List.of(tool("a", true), tool("b", true)), some, null);

        // Then
        assertThat(WireJson.text(json.path("tools"))).contains("\"b\"").doesNotContain("\"a\"");
        assertThat(json.path("strict_tools").asBoolean()).isTrue();
        assertThat(json.has("tool_choice")).isFalse();
    }

    @Test
    void shouldRefuseAToolNobodyOffered() {
        // When / Then
        assertThatThrownBy(() -> request(
                        "m",
                        SamplingParameters.DEFAULTS,
                        List.of(tool("a", null)),
                        "{\"type\":\"function\",\"function\":{\"name\":\"z\"}}",
                        null))
                .isInstanceOf(PromptRejectedException.class)
                .hasMessage("tool_choice: names no tool that is offered");
    }

    @Test
    void shouldRefuseASchemaBesideTools() {
        // When / Then
        assertThatThrownBy(() -> request(
                        "m", SamplingParameters.DEFAULTS, List.of(tool("a", null)), null, "{\"type\":\"json_object\"}"))
                .isInstanceOf(PromptRejectedException.class)
                .hasMessage("response_format: does not go with tools for this provider");
    }

    private static SamplingParameters sampling(String effort) {
        return new SamplingParameters(
                null, null, null, null, null, null, List.of(), null, null, null, null, null, null, effort, null);
    }

    private static ToolDefinition tool(String name, @Nullable Boolean strict) {
        return new ToolDefinition(name, null, null, strict, "function", "{}");
    }

    private static JsonNode request(
            String model,
            SamplingParameters sampling,
            List<ToolDefinition> tools,
            @Nullable String choice,
            @Nullable String format)
            throws Exception {
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "JSON, please")), tools, choice, sampling, format, "{}");
        return new CohereRequestMapper().write(Prompts.dispatch(Target.of("p", model), body, false));
    }
}
