package io.promptyard.connector.ollama;

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

class OllamaRequestDetailsTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-oss:20b, none, false",
        "gpt-oss:20b, minimal, low",
        "gpt-oss:20b, max, high",
        "qwen3, none, false",
        "qwen3, high, ''"
    })
    void shouldSayHowMuchToThinkWhereItIsTaken(String model, String effort, String think) throws Exception {
        // When
        JsonNode json = request(model, effort, null, "{}");

        // Then
        assertThat(json.path("think").asText()).isEqualTo(think);
    }

    @Test
    void shouldPassTheServersOwnFieldsOnBesideOurs() throws Exception {
        // When
        JsonNode json = request(
                "m",
                null,
                null,
                "{\"options\":{\"num_ctx\":8192,\"temperature\":9},\"keep_alive\":-1,\"truncate\":true,\"zeta\":1}");

        // Then
        assertThat(WireJson.text(json.path("options"))).isEqualTo("{\"temperature\":0.5,\"num_ctx\":8192}");
        assertThat(json.path("keep_alive").asInt()).isEqualTo(-1);
        assertThat(json.path("truncate").asBoolean()).isTrue();
        assertThat(json.has("zeta")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"none, false", "auto, true"})
    void shouldOfferToolsOnlyWhenOneMayBeCalled(String choice, boolean offered) throws Exception {
        // When
        JsonNode json = request("m", null, choice, "{}");

        // Then
        assertThat(json.has("tools")).isEqualTo(offered);
    }

    @Test
    void shouldRefuseAChoiceThatNobodyHoldsTheModelTo() {
        // When / Then
        assertThatThrownBy(() -> request("m", null, "required", "{}"))
                .isInstanceOf(PromptRejectedException.class)
                .hasMessage("tool_choice: this provider knows auto and none");
    }

    private static JsonNode request(String model, @Nullable String effort, @Nullable String choice, String extra)
            throws Exception {
        SamplingParameters sampling = new SamplingParameters(
                null, null, 0.5, null, null, null, List.of(), null, null, null, null, null, null, effort, null);
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Hello")),
                List.of(new ToolDefinition("f", null, null, null, "function", "{}")),
                choice,
                sampling,
                null,
                extra);
        return new OllamaRequestMapper().write(Prompts.dispatch(Target.of("p", model), body, false));
    }
}
