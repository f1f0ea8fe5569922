package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The conversation: system texts hoisted, neighbours of one role made one message, the results of all parallel tool calls
 * first in the user message that follows them, whatever the client put between. Stateless.
 */
final class AnthropicMessagesMapper {
    /** Where thinking blocks travel in a message's {@code extra}: they must come back as they were given. */
    static final String THINKING_BLOCKS = "thinking_blocks";

    /** Where an answer travels whole whose blocks have an order or kinds that OpenAI's message cannot hold. */
    static final String CONTENT_BLOCKS = "anthropic_content";

    private static final String CACHE_CONTROL = "cache_control";

    private final AnthropicPartMapper parts = new AnthropicPartMapper();

    /** Adds {@code system} and {@code messages}. */
    void map(ObjectNode json, List<ChatMessage> messages) throws PromptRejectedException {
        List<JsonNode> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String path = "messages[" + i + "]";
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> system.addAll(content(message, path));
                case USER -> turn(turns, "user").blocks.addAll(content(message, path));
                case TOOL -> turn(turns, "user").results.add(result(message, path));
                case ASSISTANT -> turn(turns, "assistant").blocks.addAll(assistant(message, path));
                case FUNCTION, UNKNOWN ->
                    throw new PromptRejectedException(path + ".role: this provider has no such role");
            }
        }
        turns.removeIf(Turn::isEmpty);
        if (turns.isEmpty()) {
            // OpenAI answers a system text alone; this API wants somebody to have spoken.
            turn(turns, "user").blocks.addAll(system);
        } else if (!system.isEmpty()) {
            system(json, system);
        }
        trimEnd(turns.getLast());
        ArrayNode array = json.putArray("messages");
        turns.forEach(turn -> array.add(turn.toJson()));
    }

    private static void system(ObjectNode json, List<JsonNode> blocks) {
        if (blocks.size() == 1
                && blocks.getFirst().size() == 2
                && blocks.getFirst().has("text")) {
            json.set("system", blocks.getFirst().path("text"));
        } else {
            json.putArray("system").addAll(blocks);
        }
    }

    private List<JsonNode> content(ChatMessage message, String path) throws PromptRejectedException {
        List<JsonNode> blocks = new ArrayList<>();
        int position = 0;
        for (ContentPart part : message.content()) {
            parts.map(part, path + ".content[" + position++ + "]").ifPresent(blocks::add);
        }
        JsonNode cacheControl = ExtraJson.object(message.extra(), path).path(CACHE_CONTROL);
        if (cacheControl.isObject() && !blocks.isEmpty() && blocks.getLast() instanceof ObjectNode last) {
            last.set(CACHE_CONTROL, cacheControl);
        }
        return blocks;
    }

    private JsonNode result(ChatMessage message, String path) throws PromptRejectedException {
        if (message.toolCallId() == null) {
            throw new PromptRejectedException(path + ".tool_call_id: must be given");
        }
        ObjectNode block = WireJson.object().put("type", "tool_result").put("tool_use_id", id(message.toolCallId()));
        List<JsonNode> blocks = content(message, path);
        if (blocks.size() == 1
                && blocks.getFirst().size() == 2
                && blocks.getFirst().has("text")) {
            block.set("content", blocks.getFirst().path("text"));
        } else if (!blocks.isEmpty()) {
            block.putArray("content").addAll(blocks);
        }
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        if (extra.path("is_error").asBoolean(false)) {
            block.put("is_error", true);
        }
        return block;
    }

    private List<JsonNode> assistant(ChatMessage message, String path) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        List<JsonNode> blocks = new ArrayList<>();
        if (!extra.path(CONTENT_BLOCKS).isEmpty()) {
            extra.path(CONTENT_BLOCKS).forEach(blocks::add);
            return blocks;
        }
        extra.path(THINKING_BLOCKS).forEach(blocks::add);
        blocks.addAll(content(message, path));
        int position = 0;
        for (ToolCall call : message.toolCalls()) {
            blocks.add(call(call, path + ".tool_calls[" + position++ + "]"));
        }
        return blocks;
    }

    private static ObjectNode call(ToolCall call, String path) throws PromptRejectedException {
        if (!call.type().equals("function")) {
            throw new PromptRejectedException(path + ".type: this provider has functions only");
        }
        JsonNode input = call.arguments().isBlank()
                ? WireJson.object()
                : ExtraJson.value(call.arguments(), path + ".function.arguments");
        if (!input.isObject()) {
            throw new PromptRejectedException(path + ".function.arguments: must be a JSON object");
        }
        ObjectNode block = WireJson.object()
                .put("type", "tool_use")
                .put("id", id(call.id()))
                .put("name", call.name());
        block.set("input", input);
        JsonNode cacheControl = ExtraJson.object(call.extra(), path).path(CACHE_CONTROL);
        if (cacheControl.isObject()) {
            block.set(CACHE_CONTROL, cacheControl);
        }
        return block;
    }

    /** Other hosts' ids may hold characters that this API refuses; call and result are changed alike. */
    private static String id(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** The API refuses white space at the end of an answer that it is to continue. */
    private static void trimEnd(Turn last) {
        if (last.role.equals("assistant")
                && !last.blocks.isEmpty()
                && last.blocks.getLast() instanceof ObjectNode block
                && block.path("text").isTextual()) {
            block.put("text", block.path("text").textValue().stripTrailing());
        }
    }

    private static Turn turn(List<Turn> turns, String role) {
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }

    /** One message of theirs: perhaps several of ours. */
    private static final class Turn {
        private final String role;
        private final List<JsonNode> results = new ArrayList<>();
        private final List<JsonNode> blocks = new ArrayList<>();

        Turn(String role) {
            this.role = role;
        }

        boolean isEmpty() {
            return results.isEmpty() && blocks.isEmpty();
        }

        ObjectNode toJson() {
            ObjectNode json = WireJson.object().put("role", role);
            json.putArray("content").addAll(results).addAll(blocks);
            return json;
        }
    }
}
