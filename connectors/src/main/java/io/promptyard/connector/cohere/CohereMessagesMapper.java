package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ToolCall;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The conversation: in its order, but for results, which go right behind the calls whatever the client put between. */
final class CohereMessagesMapper {
    private final CoherePartMapper parts = new CoherePartMapper();

    /** @param thinks whether the model takes its thoughts back */
    ArrayNode map(List<ChatMessage> messages, boolean thinks) throws PromptRejectedException {
        ArrayNode array = WireJson.object().putArray("messages");
        Set<String> called = new HashSet<>();
        int behindCalls = 0;
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String path = "messages[" + i + "]";
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> said(array, "system", message, false, path);
                case USER -> said(array, "user", message, true, path);
                case ASSISTANT -> {
                    assistant(array, message, thinks, path);
                    if (!message.toolCalls().isEmpty()) {
                        called.clear();
                        message.toolCalls().forEach(call -> called.add(call.id()));
                        behindCalls = array.size();
                    }
                }
                case TOOL -> {
                    if (message.toolCallId() == null || !called.remove(message.toolCallId())) {
                        throw new PromptRejectedException(path + ".tool_call_id: must be the id of a call just before");
                    }
                    array.insert(behindCalls++, result(message, path));
                }
                case FUNCTION, UNKNOWN ->
                    throw new PromptRejectedException(path + ".role: this provider has no such role");
            }
        }
        if (onlySystem(array)) {
            // OpenAI answers a system text alone; this API wants somebody to have spoken.
            array.forEach(said -> ((ObjectNode) said).put("role", "user"));
        }
        return array;
    }

    private static boolean onlySystem(ArrayNode array) {
        for (JsonNode message : array) {
            if (!message.path("role").asText().equals("system")) {
                return false;
            }
        }
        return true;
    }

    private void said(ArrayNode array, String role, ChatMessage message, boolean images, String path)
            throws PromptRejectedException {
        ArrayNode content = parts.parts(message.content(), images, path);
        if (!content.isEmpty()) {
            array.addObject().put("role", role).set("content", CoherePartMapper.shortest(content));
        }
    }

    private ObjectNode result(ChatMessage message, String path) throws PromptRejectedException {
        if (!message.content().stream().allMatch(ContentPart.TextPart.class::isInstance)) {
            throw new PromptRejectedException(path + ".content: results of functions are text for this provider");
        }
        return WireJson.object()
                .put("role", "tool")
                .put("tool_call_id", message.toolCallId())
                .put("content", message.text());
    }

    private void assistant(ArrayNode array, ChatMessage message, boolean thinks, String path)
            throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        ObjectNode json = WireJson.object().put("role", "assistant");
        ArrayNode content = parts.parts(message.content(), false, path);
        String thought = extra.path(SingleChoice.REASONING).textValue();
        if (thinks && thought != null && !thought.isEmpty()) {
            content.insert(0, WireJson.object().put("type", "thinking").put("thinking", thought));
        }
        if (!content.isEmpty()) {
            json.set("content", CoherePartMapper.shortest(content));
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = json.putArray("tool_calls");
            for (ToolCall call : message.toolCalls()) {
                calls.add(call(call, path + ".tool_calls[" + calls.size() + "]"));
            }
            WireJson.put(json, CohereAnswer.PLAN, extra.path(CohereAnswer.PLAN).textValue());
        }
        if (extra.path(CohereAnswer.CITATIONS).isArray()) {
            json.set(CohereAnswer.CITATIONS, extra.path(CohereAnswer.CITATIONS));
        }
        // One that neither says nor calls anything is refused over there.
        if (json.has("content") || json.has("tool_calls")) {
            array.add(json);
        }
    }

    private static ObjectNode call(ToolCall call, String path) throws PromptRejectedException {
        if (!call.type().equals("function")) {
            throw new PromptRejectedException(path + ".type: this provider has functions only");
        }
        String arguments = call.arguments().isBlank() ? WireJson.EMPTY : call.arguments();
        JsonNode read = ExtraJson.value(arguments, path + ".function.arguments");
        if (!read.isObject()) {
            throw new PromptRejectedException(path + ".function.arguments: must be a JSON object");
        }
        ObjectNode json = WireJson.object().put("id", call.id()).put("type", "function");
        json.putObject("function").put("name", call.name()).put("arguments", arguments);
        return json;
    }
}
