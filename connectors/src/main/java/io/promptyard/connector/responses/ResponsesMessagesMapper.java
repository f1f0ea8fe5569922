package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.List;
import java.util.Locale;

/** The conversation as input items, in its order: a message, and each call and each result, is an item of its own. */
final class ResponsesMessagesMapper {
    private final ResponsesPartMapper parts = new ResponsesPartMapper();

    ArrayNode map(List<ChatMessage> messages) throws PromptRejectedException {
        ArrayNode input = WireJson.object().putArray("input");
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String path = "messages[" + i + "]";
            switch (message.role()) {
                case SYSTEM, DEVELOPER, USER -> said(input, message, "input_text", path);
                case ASSISTANT -> assistant(input, message, path);
                case TOOL -> {
                    if (message.toolCallId() == null) {
                        throw new PromptRejectedException(path + ".tool_call_id: must be given");
                    }
                    input.addObject()
                            .put("type", "function_call_output")
                            .put("call_id", message.toolCallId())
                            .set("output", parts.content(message.content(), "input_text", path));
                }
                case FUNCTION, UNKNOWN ->
                    throw new PromptRejectedException(path + ".role: this provider has no such role");
            }
        }
        return input;
    }

    private void said(ArrayNode input, ChatMessage message, String text, String path) throws PromptRejectedException {
        JsonNode content = parts.content(message.content(), text, path);
        if (!content.isArray() || !content.isEmpty()) {
            ObjectNode item = input.addObject().put("role", role(message.role()));
            item.set("content", content);
        }
    }

    private void assistant(ArrayNode input, ChatMessage message, String path) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        if (extra.get(ResponsesAnswer.WHOLE) instanceof ArrayNode whole && !whole.isEmpty()) {
            input.addAll(whole);
            return;
        }
        String refusal = extra.path("refusal").textValue();
        if (refusal != null && message.content().isEmpty()) {
            input.addObject()
                    .put("role", "assistant")
                    .putArray("content")
                    .addObject()
                    .put("type", "refusal")
                    .put("refusal", refusal);
        }
        said(input, message, "output_text", path);
        int number = 0;
        for (ToolCall call : message.toolCalls()) {
            String at = path + ".tool_calls[" + number++ + "]";
            if (!call.type().equals("function")) {
                throw new PromptRejectedException(at + ".type: calls of functions only, in this dialect");
            }
            input.addObject()
                    .put("type", "function_call")
                    .put("call_id", call.id())
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
    }

    private static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
