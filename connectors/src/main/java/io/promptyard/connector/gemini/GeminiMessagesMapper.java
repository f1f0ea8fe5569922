package io.promptyard.connector.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
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
 * The conversation: system texts hoisted, neighbours of one role made one content, the results of all parallel calls in one
 * content of their own, in the order of the calls, right after them whatever the client put between. Stateless.
 */
final class GeminiMessagesMapper {
    /** Stands for a signature that some other model's call does not have; the API's own word for that case. */
    static final String NO_SIGNATURE = "skip_thought_signature_validator";

    private static final String ONLY_FUNCTIONS = ".type: this provider has functions only";

    private final GeminiHost host;
    private final GeminiPartMapper parts;

    GeminiMessagesMapper(GeminiHost host) {
        this.host = host;
        this.parts = new GeminiPartMapper(host);
    }

    /** Adds {@code systemInstruction} and {@code contents}. */
    void map(ObjectNode json, List<ChatMessage> messages, boolean signed) throws PromptRejectedException {
        List<JsonNode> system = new ArrayList<>();
        GeminiTurns turns = new GeminiTurns();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String path = "messages[" + i + "]";
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> system.addAll(content(message, path));
                case USER -> turns.said("user", content(message, path));
                case TOOL -> turns.result(message.toolCallId(), result(message, path), path);
                case ASSISTANT -> assistant(turns, message, path, signed);
                case FUNCTION, UNKNOWN ->
                    throw new PromptRejectedException(path + ".role: this provider has no such role");
            }
        }
        if (turns.isEmpty()) {
            // OpenAI answers a system text alone; this API wants somebody to have spoken.
            turns.said("user", system);
        } else if (!system.isEmpty()) {
            json.putObject("systemInstruction").putArray("parts").addAll(system);
        }
        json.set("contents", turns.contents());
    }

    private List<JsonNode> content(ChatMessage message, String path) throws PromptRejectedException {
        List<JsonNode> made = new ArrayList<>();
        int position = 0;
        for (ContentPart part : message.content()) {
            parts.map(part, path + ".content[" + position++ + "]").ifPresent(made::add);
        }
        return made;
    }

    /** A result must be an object: one that is not is their {@code output}, or their {@code error}. */
    private ObjectNode result(ChatMessage message, String path) throws PromptRejectedException {
        if (message.toolCallId() == null) {
            throw new PromptRejectedException(path + ".tool_call_id: must be given");
        }
        boolean texts = message.content().stream().allMatch(ContentPart.TextPart.class::isInstance);
        if (!texts) {
            throw new PromptRejectedException(path + ".content: results of functions are text for this provider");
        }
        boolean failed =
                ExtraJson.object(message.extra(), path).path("is_error").asBoolean(false);
        String text = message.text();
        if (!failed) {
            try {
                if (WireJson.parse(text) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException e) {
                // Plain text, then.
                return WireJson.object().put("output", text);
            }
        }
        return WireJson.object().put(failed ? "error" : "output", text);
    }

    private void assistant(GeminiTurns turns, ChatMessage message, String path, boolean signed)
            throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        if (extra.get(GeminiParts.WHOLE) instanceof ArrayNode whole && !whole.isEmpty()) {
            turns.whole(whole, message.toolCalls());
            return;
        }
        List<JsonNode> said = content(message, path);
        String signature = GeminiParts.signature(extra);
        if (signature != null && !said.isEmpty() && said.getLast() instanceof ObjectNode last) {
            last.put(GeminiParts.SIGNATURE, signature);
        }
        turns.said("model", said);
        boolean unsigned = signed;
        int position = 0;
        for (ToolCall call : message.toolCalls()) {
            ObjectNode made = call(call, path + ".tool_calls[" + position++ + "]");
            if (unsigned && !made.has(GeminiParts.SIGNATURE)) {
                made.put(GeminiParts.SIGNATURE, NO_SIGNATURE);
            }
            // Of parallel calls the first alone is signed.
            unsigned = false;
            turns.called(call, made, host.hasCallIds());
        }
    }

    private ObjectNode call(ToolCall call, String path) throws PromptRejectedException {
        if (!call.type().equals("function")) {
            throw new PromptRejectedException(path + ONLY_FUNCTIONS);
        }
        JsonNode args = call.arguments().isBlank()
                ? WireJson.object()
                : ExtraJson.value(call.arguments(), path + ".function.arguments");
        if (!args.isObject()) {
            throw new PromptRejectedException(path + ".function.arguments: must be a JSON object");
        }
        ObjectNode part = WireJson.object();
        ObjectNode function = part.putObject("functionCall");
        if (host.hasCallIds()) {
            function.put("id", call.id());
        }
        function.put("name", call.name()).set("args", args);
        String signature = GeminiParts.signature(ExtraJson.object(call.extra(), path));
        if (signature != null) {
            part.put(GeminiParts.SIGNATURE, signature);
        }
        return part;
    }
}
