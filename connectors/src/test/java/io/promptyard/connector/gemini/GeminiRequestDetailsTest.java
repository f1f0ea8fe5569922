package io.promptyard.connector.gemini;

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

class GeminiRequestDetailsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-3-pro         | none    | {\"thinkingLevel\":\"low\"}",
                "gemini-3-flash       | minimal | {\"thinkingLevel\":\"minimal\"}",
                "gemini-3.5-flash     | medium  | {\"thinkingLevel\":\"medium\"}",
                "gemini-12-flash      | xhigh   | {\"thinkingLevel\":\"high\"}",
                "gemini-2.5-flash     | none    | {\"thinkingBudget\":0}",
                "gemini-2.5-pro       | none    | {\"thinkingBudget\":128}",
                "gemini-2.5-pro       | high    | {\"thinkingBudget\":24576}",
                "gemini-2.0-flash     | high    | ",
                "tuned                | high    | "
            })
    void shouldSayHowMuchToThinkAsTheModelWantsToBeTold(String model, String effort, @Nullable String thinking)
            throws Exception {
        // When
        JsonNode json = request(model, effort, null, "{}");

        // Then
        String written = json.path("generationConfig").path("thinkingConfig").toString();
        assertThat(written).isEqualTo(thinking == null ? "" : thinking);
    }

    @Test
    void shouldPassTheApisOwnFieldsOnWhenTheyAreGiven() throws Exception {
        // When
        JsonNode json = request(
                "gemini-3-flash",
                "low",
                null,
                "{\"safetySettings\":[{\"category\":\"C\"}],\"thinkingConfig\":{\"includeThoughts\":true},\"zeta\":1}");

        // Then
        assertThat(WireJson.text(json.path("safetySettings"))).isEqualTo("[{\"category\":\"C\"}]");
        assertThat(WireJson.text(json.path("generationConfig")))
                .isEqualTo("{\"thinkingConfig\":{\"includeThoughts\":true}}");
        assertThat(json.has("zeta")).isFalse();
    }

    @Test
    void shouldCutASchemaDownToWhatTheApiKnowsInItsOrder() throws Exception {
        // Given
        String schema = "{\"$schema\":\"x\",\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
                + "\"z\":{\"type\":[\"string\",\"null\"],\"pattern\":\"a+\",\"format\":\"uuid\"},"
                + "\"a\":{\"const\":1.50},\"d\":{\"type\":\"string\",\"format\":\"date\"},"
                + "\"r\":{\"$ref\":\"#/definitions/n\",\"description\":\"dropped\"},"
                + "\"one\":{\"allOf\":[{\"type\":\"integer\",\"exclusiveMinimum\":0}]},"
                + "\"any\":{\"anyOf\":[{\"type\":\"null\",\"default\":null},true]}},"
                + "\"definitions\":{\"n\":{\"type\":\"number\",\"multipleOf\":2}}}";

        // When
        JsonNode json = request("m", null, format(schema), "{}");

        // Then
        assertThat(WireJson.text(json.path("generationConfig").path("responseJsonSchema")))
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
                        + "\"z\":{\"type\":[\"string\",\"null\"]},\"a\":{\"enum\":[1.50]},"
                        + "\"d\":{\"type\":\"string\",\"format\":\"date\"},\"r\":{\"$ref\":\"#/$defs/n\"},"
                        + "\"one\":{\"type\":\"integer\"},\"any\":{\"anyOf\":[{\"type\":\"null\"},true]}},"
                        + "\"$defs\":{\"n\":{\"type\":\"number\"}}}");
    }

    @Test
    void shouldRefuseTheSchemaOfAnAnswerThatItCannotCarry() {
        // When / Then
        assertThatThrownBy(() ->
                        request("m", null, format("{\"properties\":{\"a\":{\"not\":{\"type\":\"string\"}}}}"), "{}"))
                .isInstanceOf(PromptRejectedException.class)
                .hasMessage("response_format.json_schema.schema.properties.a.not: this provider does not know it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}} | {\"mode\":\"VALIDATED\",\"allowedFunctionNames\":[\"f\"]}",
                "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}} | {\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}",
                "none | {\"mode\":\"NONE\"}"
            })
    void shouldLimitTheToolsWhenOnlySomeAreAllowed(String choice, String calling) throws Exception {
        // Given
        ToolDefinition function = new ToolDefinition("f", null, null, null, "function", "{}");
        ToolDefinition search = new ToolDefinition("", null, null, null, "googleSearch", "{}");
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Hello")),
                List.of(search, function),
                choice,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When
        JsonNode json = map("m", body);

        // Then
        assertThat(WireJson.text(json.path("toolConfig").path("functionCallingConfig")))
                .isEqualTo(calling);
        assertThat(WireJson.text(json.path("tools")))
                .isEqualTo("[{\"functionDeclarations\":[{\"name\":\"f\"}]},{\"googleSearch\":{}}]");
    }

    private static String format(String schema) {
        return "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":" + schema + "}}";
    }

    private static JsonNode request(
            String model, @Nullable String effort, @Nullable String responseFormat, String extra) throws Exception {
        SamplingParameters sampling = new SamplingParameters(
                null, null, null, null, null, null, List.of(), null, null, null, null, null, null, effort, null);
        return map(
                model,
                new PromptBody(
                        List.of(ChatMessage.of(Role.USER, "Hello")), List.of(), null, sampling, responseFormat, extra));
    }

    private static JsonNode map(String model, PromptBody body) throws Exception {
        return new GeminiRequestMapper(GeminiHost.GEMINI).write(Prompts.dispatch(Target.of("p", model), body, false));
    }
}
