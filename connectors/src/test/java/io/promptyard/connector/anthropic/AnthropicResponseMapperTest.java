package io.promptyard.connector.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.FinishReason;
import io.promptyard.model.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicResponseMapperTest {

    @Test
    void shouldKeepThinkingVerbatimWhenStreamed() throws Exception {
        // Given
        StreamReader reader = new AnthropicResponseMapper().stream();

        // When
        for (String event : ScriptedProvider.resource("anthropic/thinking-200.sse")
                .toString()
                .split("\n\n")) {
            reader.read(new SseEvent("message", event.substring(event.indexOf("data: ") + 6)));
        }

        // Then
        Reply reply = reader.end();
        ChatMessage message = reply.completion().choices().getFirst().message();
        assertThat(message.extra())
                .isEqualTo(
                        "{\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Let me think.\",\"signature\":\"c2ln\"}],"
                                + "\"reasoning_content\":\"Let me think.\"}");
        assertThat(message.toolCalls()).containsExactly(ToolCall.function("call_1", "now", "{}"));
        assertThat(reply.usage()).isEqualTo(reader.billed());
    }

    @Test
    void shouldKeepBlocksWholeWhenOurMessageCannotHoldTheirOrder() throws Exception {
        // Given
        String content =
                "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"server_tool_use\",\"id\":\"1\"},{\"type\":\"text\",\"text\":\"b\"}]";

        // When
        Reply reply = read("{\"content\":" + content + ",\"stop_reason\":\"end_turn\"}");

        // Then
        ChatMessage message = reply.completion().choices().getFirst().message();
        assertThat(message.text()).isEqualTo("ab");
        assertThat(WireJson.parse(message.extra()).path(AnthropicMessagesMapper.CONTENT_BLOCKS))
                .isEqualTo(WireJson.parse(content));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "pause_turn, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, CONTENT_FILTER",
        "something_new, UNKNOWN"
    })
    void shouldTranslateStopReason(String theirs, FinishReason ours) throws Exception {
        // When
        Reply reply = read("{\"content\":[],\"stop_reason\":\"" + theirs + "\"}");

        // Then
        assertThat(reply.finishReason()).isEqualTo(ours);
        assertThat(reply.completion().choices().getFirst().extra()).contains(theirs);
    }

    private static Reply read(String json) throws Exception {
        JsonNode body = WireJson.parse(json);
        return new AnthropicResponseMapper().read(body);
    }
}
