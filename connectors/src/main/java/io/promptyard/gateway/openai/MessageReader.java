package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message of a request: content as a string, an array of parts, or null. */
final class MessageReader {
    private MessageReader() {}

    static ChatMessage read(Fields fields) {
        Role role = role(fields);
        List<ContentPart> content = content(fields);
        List<ToolCall> toolCalls = toolCalls(fields);
        String toolCallId = fields.text("tool_call_id");
        String name = fields.text("name");
        return new ChatMessage(role, content, toolCalls, toolCallId, name, fields.rest());
    }

    private static Role role(Fields fields) {
        String role = fields.requiredText("role");
        return switch (role) {
            case "system" -> Role.SYSTEM;
            case "developer" -> Role.DEVELOPER;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            case "function" -> Role.FUNCTION;
            default ->
                throw InvalidRequest.value(
                        fields.path("role"),
                        "one of system, developer, user, assistant, tool and function is expected");
        };
    }

    private static List<ContentPart> content(Fields fields) {
        @Nullable JsonNode content = fields.take("content");
        if (content == null) {
            return List.of();
        }
        if (content.isTextual()) {
            return List.of(new TextPart(content.textValue()));
        }
        if (!(content instanceof ArrayNode array)) {
            throw InvalidRequest.type(fields.path("content"), "a string, an array of parts, or null");
        }
        List<ContentPart> parts = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            parts.add(PartReader.read(array.get(i), fields.path("content") + "[" + i + "]"));
        }
        return parts;
    }

    private static List<ToolCall> toolCalls(Fields fields) {
        ArrayNode array = fields.array("tool_calls");
        if (array == null) {
            return List.of();
        }
        List<ToolCall> calls = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            calls.add(ToolReader.call(Fields.element(array.get(i), fields.path("tool_calls") + "[" + i + "]")));
        }
        return calls;
    }
}
