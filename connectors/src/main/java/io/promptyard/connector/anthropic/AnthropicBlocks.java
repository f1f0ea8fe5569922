package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The content blocks of one stream: cut into our deltas, and gathered as a plain reply would have them. */
final class AnthropicBlocks {
    private final TreeMap<Integer, Block> blocks = new TreeMap<>();
    private int toolCalls;

    Optional<ChoiceDelta> start(ObjectNode event) throws ReplyException {
        if (!(event.get("content_block") instanceof ObjectNode content)) {
            throw ReplyException.malformed("no content_block in content_block_start");
        }
        Block block = new Block(content.deepCopy(), content.path("type").asText(""), toolCalls);
        blocks.put(event.path("index").asInt(blocks.size()), block);
        if (block.is("tool_use")) {
            toolCalls++;
            String id = content.path("id").asText("");
            String name = content.path("name").asText("");
            return Optional.of(tool(new ToolCallDelta(block.toolIndex, id, name, "", WireJson.EMPTY)));
        }
        String text = content.path("text").asText("");
        return block.is("text") && !text.isEmpty() ? Optional.of(text(text)) : Optional.empty();
    }

    Optional<ChoiceDelta> add(ObjectNode event) throws ReplyException {
        Block block = block(event);
        JsonNode delta = event.path("delta");
        return switch (delta.path("type").asText("")) {
            case "text_delta" -> {
                String piece = block.append("text", delta.path("text"));
                yield piece.isEmpty() ? Optional.empty() : Optional.of(text(piece));
            }
            case "input_json_delta" -> {
                String piece = delta.path("partial_json").asText("");
                block.input.append(piece);
                yield piece.isEmpty() || !block.is("tool_use")
                        ? Optional.empty()
                        : Optional.of(tool(new ToolCallDelta(block.toolIndex, null, null, piece, WireJson.EMPTY)));
            }
            case "thinking_delta" -> {
                String piece = block.append("thinking", delta.path("thinking"));
                yield piece.isEmpty()
                        ? Optional.empty()
                        : Optional.of(extra(WireJson.object().put("reasoning_content", piece)));
            }
            case "signature_delta" -> {
                block.append("signature", delta.path("signature"));
                yield Optional.empty();
            }
            case "citations_delta" -> {
                block.cite(delta.path("citation"));
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** A finished thinking block is passed on whole, for clients that hand it back; a tool without input gets an empty one. */
    Optional<ChoiceDelta> stop(ObjectNode event) throws ReplyException {
        Block block = block(event);
        block.close();
        if (block.is("thinking") || block.is("redacted_thinking")) {
            ObjectNode whole = WireJson.object();
            whole.putArray(AnthropicMessagesMapper.THINKING_BLOCKS).add(block.content);
            return Optional.of(extra(whole));
        }
        return block.is("tool_use") && block.input.isEmpty()
                ? Optional.of(tool(new ToolCallDelta(
                        block.toolIndex, null, null, WireJson.text(block.content.path("input")), WireJson.EMPTY)))
                : Optional.empty();
    }

    ArrayNode build() {
        ArrayNode array = WireJson.object().putArray("content");
        for (Block block : blocks.values()) {
            block.close();
            array.add(block.content);
        }
        return array;
    }

    private Block block(ObjectNode event) throws ReplyException {
        Block block = blocks.get(event.path("index").asInt(-1));
        if (block == null) {
            throw ReplyException.malformed("a piece of a content block that was never started");
        }
        return block;
    }

    private static ChoiceDelta text(String piece) {
        return new ChoiceDelta(0, null, piece, List.of(), null, WireJson.EMPTY);
    }

    private static ChoiceDelta tool(ToolCallDelta call) {
        return new ChoiceDelta(0, null, null, List.of(call), null, WireJson.EMPTY);
    }

    private static ChoiceDelta extra(ObjectNode extra) {
        return new ChoiceDelta(0, null, null, List.of(), null, WireJson.text(extra));
    }

    private static final class Block {
        private final ObjectNode content;
        private final String type;
        private final int toolIndex;
        private final StringBuilder input = new StringBuilder();
        private final Map<String, StringBuilder> texts = new HashMap<>();

        Block(ObjectNode content, String type, int toolIndex) {
            this.content = content;
            this.type = type;
            this.toolIndex = toolIndex;
        }

        boolean is(String type) {
            return this.type.equals(type);
        }

        String append(String field, JsonNode piece) {
            String text = piece.asText("");
            texts.computeIfAbsent(
                            field, name -> new StringBuilder(content.path(name).asText("")))
                    .append(text);
            return text;
        }

        /** What stands there before the first citation, such as a null, is nothing to keep. */
        void cite(JsonNode citation) {
            ArrayNode citations =
                    content.get("citations") instanceof ArrayNode list ? list : content.putArray("citations");
            citations.add(citation);
        }

        /** Input that the limit of tokens cut short is kept as it is, a text. */
        void close() {
            texts.forEach((field, text) -> content.put(field, text.toString()));
            if (input.isEmpty()) {
                return;
            }
            try {
                content.set("input", WireJson.parse(input.toString()));
            } catch (JsonProcessingException e) {
                content.put("input", input.toString());
            }
        }
    }
}
