package io.promptyard.connector.responses;

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

class ResponsesRequestDetailsTest {

    @ParameterizedTest
    @CsvSource({"gpt-5.1, true", "o4-mini, true", "gpt-4o, false"})
    void shouldAskForThoughtsOnlyWhereTheModelHasAny(String model, boolean asked) throws Exception {
        // When
        JsonNode json = request(model, null, 100, "{}");

        // Then
        assertThat(json.path("include").toString().contains("reasoning.encrypted_content"))
                .isEqualTo(asked);
    }

    @Test
    void shouldStoreNothingUnlessTold() throws Exception {
        // When
        JsonNode silent = request("m", null, 100, "{}");
        JsonNode told = request("m", null, 100, "{\"store\":true,\"verbosity\":\"low\",\"zeta\":1}");

        // Then
        assertThat(silent.path("store").asBoolean(true)).isFalse();
        assertThat(told.path("store").asBoolean()).isTrue();
        assertThat(told.path("text").path("verbosity").asText()).isEqualTo("low");
        assertThat(told.has("zeta")).isFalse();
    }

    @Test
    void shouldFlattenToolsAndTheChoiceAmongThem() throws Exception {
        // When
        JsonNode json = request(
                "m",
                "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":"
                        + "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
                null,
                "{}");

        // Then
        assertThat(WireJson.text(json.path("tool_choice")))
                .isEqualTo(
                        "{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}");
        assertThat(WireJson.text(json.path("tools")))
                .isEqualTo("[{\"type\":\"function\",\"name\":\"f\",\"parameters\":null,\"strict\":false},"
                        + "{\"type\":\"web_search\",\"search_context_size\":\"low\"},"
                        + "{\"type\":\"custom\",\"name\":\"sql\"}]");
    }

    @Test
    void shouldRefuseALimitBelowTheLeast() {
        // When / Then
        assertThatThrownBy(() -> request("m", null, 5, "{}"))
                .isInstanceOf(PromptRejectedException.class)
                .hasMessage("max_completion_tokens: must be at least 16 for this provider (got 5)");
    }

    private static JsonNode request(String model, @Nullable String choice, @Nullable Integer most, String extra)
            throws Exception {
        SamplingParameters sampling = new SamplingParameters(
                null, most, null, null, null, null, List.of(), null, null, null, null, null, null, null, null);
        List<ToolDefinition> tools = List.of(
                new ToolDefinition("f", null, null, null, "function", "{}"),
                new ToolDefinition("", null, null, null, "web_search", "{\"search_context_size\":\"low\"}"),
                new ToolDefinition("", null, null, null, "custom", "{\"custom\":{\"name\":\"sql\"}}"));
        PromptBody body =
                new PromptBody(List.of(ChatMessage.of(Role.USER, "Hello")), tools, choice, sampling, null, extra);
        return new ResponsesRequestMapper().write(Prompts.dispatch(Target.of("p", model), body, false));
    }
}
