package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolCall;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an answer of ours that a client hands back to a host which did not give it. */
class OwnFieldsTest {
    private static final String OURS = "{\"thinking_blocks\":[{}],\"anthropic_content\":[{}],\"gemini_parts\":[{}],"
            + "\"extra_content\":{},\"bedrock_content\":[{}],\"responses_output\":[{}],\"tool_plan\":\"First\",\"citations\":[{}],"
            + "\"reasoning_content\":\"Hm\",\"prefix\":true}";
    private static final String SIGNED = "{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}";

    @Test
    void shouldGiveNoHostWhatOnlyOtherDialectsHaveHeardOf() throws Exception {
        // When
        ObjectNode message = sent(OwnFields.of(URI.create("http://127.0.0.1:9000/v1"), null));

        // Then
        assertThat(message)
                .hasToString(
                        "{\"role\":\"assistant\",\"content\":\"Yes\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}],\"reasoning_content\":\"Hm\",\"prefix\":true}");
    }

    @Test
    void shouldHandSignaturesBackToTheHostThatNeedsThem() throws Exception {
        // When
        ObjectNode message =
                sent(OwnFields.of(URI.create("https://generativelanguage.googleapis.com/v1beta/openai"), null));

        // Then
        assertThat(message.path("tool_calls")
                        .path(0)
                        .path("extra_content")
                        .path("google")
                        .path("thought_signature"))
                .hasToString("\"c2ln\"");
        assertThat(message.has("gemini_parts")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"deepseek, true", "xai, true", "vllm, true", "groq, true", "openai, false", "mistral, false"})
    void shouldHandReasoningBackWhereThePresetSaysSo(String name, boolean takes) throws Exception {
        // Given
        OpenAiPreset preset = OpenAiPresets.builtIn().find(name).orElseThrow();

        // When
        ObjectNode message = sent(OwnFields.of(preset.baseUrl(), preset));

        // Then
        assertThat(message.has("reasoning_content")).isEqualTo(takes);
    }

    private static ObjectNode sent(OwnFields own) throws Exception {
        ToolCall call = new ToolCall("c", "f", "{}", "function", SIGNED);
        ChatMessage message = new ChatMessage(
                Role.ASSISTANT, List.of(new ContentPart.TextPart("Yes")), List.of(call), null, null, OURS);
        PromptBody body = new PromptBody(List.of(message), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        JsonNode request = new OpenAiRequestMapper(null, own).write(Prompts.dispatch(Target.of("p", "m"), body, false));
        return (ObjectNode)
                WireJson.parse(WireJson.text(request.path("messages").path(0)));
    }
}
