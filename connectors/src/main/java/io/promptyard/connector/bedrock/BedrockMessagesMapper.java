package io.promptyard.connector.bedrock;

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
import org.jspecify.annotations.Nullable;

/** The conversation: system texts hoisted, thoughts before the calls that they led to. Stateless. */
final class BedrockMessagesMapper {
    private final BedrockPartMapper parts = new BedrockPartMapper();

    /** Adds {@code messages} and {@code system}. */
    void map(ObjectNode json, List<ChatMessage> messages) throws PromptRejectedException {
        List<JsonNode> system = new ArrayList<>();
        BedrockTurns turns = new BedrockTurns();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String path = "messages[" + i + "]";
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> system.addAll(parts.blocks(message, path));
                case USER -> turns.said("user", parts.blocks(message, path));
                case ASSISTANT -> {
                    turns.said("assistant", assistant(message, path));
                    turns.called(message.toolCalls());
                }
                case TOOL -> turns.result(message.toolCallId(), result(message, path), path);
                case FUNCTION, UNKNOWN ->
                    throw new PromptRejectedException(path + ".role: this provider has no such role");
            }
        }
        if (turns.isEmpty()) {
            // OpenAI answers a system text alone; this API wants somebody to have spoken.
            turns.said("user", system);
            system = List.of();
        }
        json.set("messages", turns.messages());
        if (!system.isEmpty()) {
            json.putArray("system").addAll(system);
        }
    }

    private static ObjectNode result(ChatMessage message, String path) throws PromptRejectedException {
        if (!message.content().stream().allMatch(ContentPart.TextPart.class::isInstance)) {
            throw new PromptRejectedException(path + ".content: results of functions are text for this provider");
        }
        ObjectNode json = WireJson.object();
        ObjectNode result = json.putObject("toolResult").put("toolUseId", id(message.toolCallId()));
        ArrayNode content = result.putArray("content");
        // No result is an empty list: an empty text is refused.
        if (!message.text().isEmpty()) {
            content.add(BedrockPartMapper.text(message.text()));
        }
        if (ExtraJson.object(message.extra(), path).path("is_error").asBoolean(false)) {
            result.put("status", "error");
        }
        return json;
    }

    private List<JsonNode> assistant(ChatMessage message, String path) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        List<JsonNode> blocks = new ArrayList<>();
        if (extra.get(BedrockAnswer.WHOLE) instanceof ArrayNode whole && !whole.isEmpty()) {
            whole.forEach(blocks::add);
            return blocks;
        }
        for (JsonNode thought : extra.path(BedrockAnswer.THOUGHTS)) {
            blocks.add(thought(thought));
        }
        blocks.addAll(parts.blocks(message, path));
        int number = 0;
        for (ToolCall call : message.toolCalls()) {
            blocks.add(call(call, path + ".tool_calls[" + number++ + "]"));
        }
        return blocks;
    }

    private static ObjectNode thought(JsonNode thought) {
        ObjectNode json = WireJson.object();
        ObjectNode reasoning = json.putObject("reasoningContent");
        if (thought.has("data")) {
            reasoning.set("redactedContent", thought.path("data"));
            return json;
        }
        ObjectNode text = reasoning
                .putObject("reasoningText")
                .put("text", thought.path("thinking").asText(""));
        WireJson.put(text, "signature", thought.path("signature").textValue());
        return json;
    }

    /** Other providers' ids may have characters that the API refuses. */
    private static String id(@Nullable String id) {
        return String.valueOf(id).replaceAll("[^a-zA-Z0-9_.:-]", "_");
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
        ObjectNode json = WireJson.object();
        json.putObject("toolUse")
                .put("toolUseId", id(call.id()))
                .put("name", call.name())
                .set("input", input);
        return json;
    }
}
