package io.promptyard.connector.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.StreamedReply;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

class BedrockResponseMapperTest {
    private final BedrockResponseMapper mapper = new BedrockResponseMapper();

    @ParameterizedTest
    @ValueSource(strings = {"thinking-200.json", "thinking-200.events"})
    void shouldKeepThoughtsWithTheirSignaturesAndCountTheCache(String recorded) throws Exception {
        // When
        Reply reply = read(recorded);

        // Then
        ChatMessage message = reply.completion().choices().getFirst().message();
        JsonNode extra = WireJson.parse(message.extra());
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(message.text()).isEqualTo("Paris.");
        assertThat(message.toolCalls())
                .containsExactly(ToolCall.function("call_1", "get_weather", "{\"city\":\"Paris\"}"));
        assertThat(extra.path("reasoning_content").asText()).isEqualTo("Hm.");
        assertThat(WireJson.text(extra.path("thinking_blocks")))
                .isEqualTo("[{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"cmVk\"}]");
        assertThat(extra.has("bedrock_content")).isFalse();
        assertThat(reply.usage()).isEqualTo(new TokenUsage(25, 9, 34, 10, 10, 0, "{}"));
    }

    @Test
    void shouldKeepTheWholeContentWhenItsOrderIsNotThatOfChat() throws Exception {
        // When
        Reply reply = read("mixed-200.json");

        // Then
        ChatMessage message = reply.completion().choices().getFirst().message();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(WireJson.parse(message.extra()).path("bedrock_content")).hasSize(3);
    }

    @Test
    void shouldKeepWhatWasSaidAndWhatItCostWhenTheLimitCutsACallShort() throws Exception {
        // Given
        StreamReader stream = mapper.stream();

        // When
        for (String[] event : new String[][] {
            {"messageStart", "{\"role\":\"assistant\"}"},
            {
                "contentBlockStart",
                "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"call_1\",\"name\":\"write\"}}}"
            },
            {
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"text\\\":\\\"On\"}}}"
            },
            {"contentBlockStop", "{\"contentBlockIndex\":0}"},
            {"messageStop", "{\"stopReason\":\"max_tokens\"}"},
            {"metadata", "{\"usage\":{\"inputTokens\":25,\"outputTokens\":9,\"totalTokens\":34}}"}
        }) {
            stream.read(new SseEvent(event[0], event[1]));
        }

        // Then
        Reply reply = stream.end();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(reply.completion().choices().getFirst().message().toolCalls())
                .containsExactly(ToolCall.function("call_1", "write", "{\"text\":\"On"));
        assertThat(stream.complete()).isTrue();
        assertThat(stream.billed()).isEqualTo(TokenUsage.of(25, 9));
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException, throttlingException: Slow down",
        "InternalServerError, InternalServerError: Slow down"
    })
    void shouldSayWhatAnErrorFrameSaysInItsHeaders(String code, String says) {
        // Given: code and message in headers, nothing else
        Map<String, HeaderValue> headers = Map.of(
                ":message-type", HeaderValue.fromString("error"),
                ":error-code", HeaderValue.fromString(code),
                ":error-message", HeaderValue.fromString("Slow down"));
        Buffer frame = frame(new Message(headers, new byte[0]));

        // When, then
        assertThatThrownBy(() -> StreamedReply.read(mapper, "error.events", frame))
                .isInstanceOf(ReplyException.class)
                .hasMessage(says);
    }

    @Test
    void shouldTakeAnExceptionWithoutAPayloadByItsName() {
        // When, then
        assertThatThrownBy(() -> mapper.stream().read(new SseEvent("throttlingException", "")))
                .isInstanceOf(ReplyException.class)
                .hasMessage("throttlingException");
    }

    private Reply read(String recorded) throws Exception {
        return StreamedReply.read(mapper, recorded, ScriptedProvider.resource("bedrock/" + recorded));
    }

    private static Buffer frame(Message message) {
        var bytes = message.toByteBuffer();
        byte[] frame = new byte[bytes.remaining()];
        bytes.get(frame);
        return Buffer.buffer(frame);
    }
}
