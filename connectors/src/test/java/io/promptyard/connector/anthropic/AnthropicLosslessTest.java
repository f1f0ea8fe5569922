package io.promptyard.connector.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answered, plain or streamed, goes back as it came: thoughts with their signatures, texts, calls with their digits, in their order. */
class AnthropicLosslessTest {
    private static final List<String> BLOCKS = List.of(
            "{\"type\":\"text\",\"text\":\"Paris. ✓\\n\"}",
            "{\"type\":\"text\",\"text\":\"Cited.\",\"citations\":[{\"type\":\"char_location\",\"start_char_index\":0}]}",
            "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln+/==\"}",
            "{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"}",
            "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"f\",\"input\":{\"z\":1.50,\"a\":[null]}}",
            "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"g\",\"input\":{}}",
            "{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\",\"name\":\"web_search\",\"input\":{\"query\":\"q\"}}");

    @Property(tries = 300)
    void shouldHandAnAnswerBackAsItCame(@ForAll("contents") ArrayNode content) throws Exception {
        // Given
        ObjectNode reply = reply(content);

        // When
        JsonNode back = back(new AnthropicResponseMapper()
                .read(reply)
                .completion()
                .choices()
                .getFirst()
                .message());

        // Then
        assertThat(WireJson.text(back)).isEqualTo(WireJson.text(content));
    }

    @Property(tries = 300)
    void shouldHandAStreamedAnswerBackAsItCame(@ForAll("contents") ArrayNode content) throws Exception {
        // Given
        StreamReader reader = new AnthropicResponseMapper().stream();
        ObjectNode start = WireJson.object().put("type", "message_start");
        ObjectNode opened = reply(WireJson.object().putArray("content"));
        opened.remove("stop_reason");
        start.set("message", opened);
        read(reader, start);
        for (int i = 0; i < content.size(); i++) {
            block(reader, i, (ObjectNode) content.get(i));
        }
        ObjectNode end = WireJson.object().put("type", "message_delta");
        end.putObject("delta").put("stop_reason", "end_turn");
        read(reader, end);
        read(reader, WireJson.object().put("type", "message_stop"));

        // When
        JsonNode back = back(reader.end().completion().choices().getFirst().message());

        // Then
        assertThat(WireJson.text(back)).isEqualTo(WireJson.text(content));
    }

    /** Opened empty, filled by deltas, as the service does it. */
    private static void block(StreamReader reader, int index, ObjectNode whole) throws Exception {
        ObjectNode opened = whole.deepCopy();
        List<ObjectNode> deltas = new ArrayList<>();
        switch (whole.path("type").asText()) {
            case "text" -> {
                opened.put("text", "");
                opened.remove("citations");
                String text = whole.path("text").asText();
                deltas.add(delta("text_delta").put("text", text.substring(0, 2)));
                deltas.add(delta("text_delta").put("text", text.substring(2)));
                for (JsonNode citation : whole.path("citations")) {
                    ObjectNode cited = delta("citations_delta");
                    cited.set("citation", citation);
                    deltas.add(cited);
                }
            }
            case "thinking" -> {
                opened.put("thinking", "").put("signature", "");
                deltas.add(delta("thinking_delta")
                        .put("thinking", whole.path("thinking").asText()));
                deltas.add(delta("signature_delta")
                        .put("signature", whole.path("signature").asText()));
            }
            case "tool_use", "server_tool_use" -> {
                String input = WireJson.text(whole.path("input"));
                opened.putObject("input");
                deltas.add(delta("input_json_delta").put("partial_json", input.substring(0, 1)));
                deltas.add(delta("input_json_delta").put("partial_json", input.substring(1)));
            }
            default -> {
                // Comes whole.
            }
        }
        ObjectNode start = WireJson.object().put("type", "content_block_start").put("index", index);
        start.set("content_block", opened);
        read(reader, start);
        for (ObjectNode delta : deltas) {
            ObjectNode event =
                    WireJson.object().put("type", "content_block_delta").put("index", index);
            event.set("delta", delta);
            read(reader, event);
        }
        read(reader, WireJson.object().put("type", "content_block_stop").put("index", index));
    }

    private static ObjectNode delta(String type) {
        return WireJson.object().put("type", type);
    }

    private static void read(StreamReader reader, ObjectNode event) throws Exception {
        reader.read(new SseEvent(event.path("type").asText(), WireJson.text(event)));
    }

    private static ObjectNode reply(ArrayNode content) {
        ObjectNode reply =
                WireJson.object().put("id", "r").put("type", "message").put("role", "assistant");
        reply.set("content", content);
        return reply.put("stop_reason", "end_turn");
    }

    private static JsonNode back(ChatMessage answer) throws Exception {
        List<ChatMessage> messages = new ArrayList<>(List.of(ChatMessage.of(Role.USER, "Hello"), answer));
        answer.toolCalls()
                .forEach(call -> messages.add(new ChatMessage(Role.TOOL, List.of(), List.of(), call.id(), null, "{}")));
        messages.add(ChatMessage.of(Role.USER, "Go on"));
        PromptBody body = new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        return new AnthropicRequestMapper()
                .write(Prompts.dispatch(Target.of("p", "claude-sonnet-4"), body, false))
                .path("messages")
                .path(1)
                .path("content");
    }

    @Provide
    Arbitrary<ArrayNode> contents() {
        return Arbitraries.of(BLOCKS).list().ofMinSize(1).ofMaxSize(6).map(AnthropicLosslessTest::content);
    }

    private static ArrayNode content(List<String> blocks) {
        ArrayNode content = WireJson.object().putArray("content");
        for (String block : blocks) {
            try {
                content.add(WireJson.parse(block));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return content;
    }
}
