package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A whole message of theirs as one choice of ours; streams are gathered into such a message first. */
final class AnthropicAnswer {
    private static final Set<String> KNOWN_KINDS = Set.of("thinking", "redacted_thinking", "text", "tool_use");

    private AnthropicAnswer() {}

    static Reply of(ObjectNode json) throws ReplyException {
        if (!(json.get("content") instanceof ArrayNode content)) {
            throw ReplyException.malformed("no content in the reply");
        }
        FinishReason reason = finishReason(json.path("stop_reason"));
        Completion.Choice choice =
                new Completion.Choice(0, message(content), reason, null, WireJson.text(choiceExtra(json)));
        ObjectNode extra = WireJson.object();
        extra.setAll(json);
        extra.remove(List.of("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage"));
        Completion completion = new Completion(List.of(choice), json.path("id").textValue(), WireJson.text(extra));
        return new Reply(completion, reason, AnthropicUsage.of(json.path("usage")));
    }

    static FinishReason finishReason(JsonNode reason) {
        String text = reason.textValue();
        if (text == null) {
            return FinishReason.UNKNOWN;
        }
        return switch (text) {
            case "end_turn", "stop_sequence", "pause_turn" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.UNKNOWN;
        };
    }

    /** Their own words for the end, which say more than ours. */
    static ObjectNode choiceExtra(ObjectNode json) {
        ObjectNode extra = WireJson.object();
        if (json.hasNonNull("stop_reason")) {
            extra.set("stop_reason", json.get("stop_reason"));
        }
        if (json.hasNonNull("stop_sequence")) {
            extra.set("stop_sequence", json.get("stop_sequence"));
        }
        return extra;
    }

    private static ChatMessage message(ArrayNode content) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        boolean hasText = false;
        List<ToolCall> calls = new ArrayList<>();
        ObjectNode extra = WireJson.object();
        for (JsonNode block : content) {
            switch (block.path("type").asText("")) {
                case "text" -> {
                    hasText = true;
                    text.append(block.path("text").asText(""));
                }
                case "tool_use" -> calls.add(call(block));
                case "thinking" -> {
                    reasoning.append(block.path("thinking").asText(""));
                    extra.withArray(AnthropicMessagesMapper.THINKING_BLOCKS).add(block);
                }
                case "redacted_thinking" ->
                    extra.withArray(AnthropicMessagesMapper.THINKING_BLOCKS).add(block);
                default -> {
                    // Another kind of block is kept below, with all the others and in its place.
                }
            }
        }
        if (!reasoning.isEmpty()) {
            extra.put("reasoning_content", reasoning.toString());
        }
        if (!fitsOurMessage(content)) {
            extra.set(AnthropicMessagesMapper.CONTENT_BLOCKS, content);
        }
        List<ContentPart> parts = hasText ? List.of(new ContentPart.TextPart(text.toString())) : List.of();
        return new ChatMessage(Role.ASSISTANT, parts, calls, null, null, WireJson.text(extra));
    }

    /** Whether the blocks come back the same when made again from our message: thinking, then one text, then tools. */
    private static boolean fitsOurMessage(ArrayNode content) {
        int stage = 0;
        int texts = 0;
        for (JsonNode block : content) {
            String type = block.path("type").asText("");
            int next = type.equals("tool_use") ? 2 : type.equals("text") ? 1 : 0;
            texts += next == 1 ? 1 : 0;
            if (!KNOWN_KINDS.contains(type) || next < stage || block.hasNonNull("citations") || texts > 1) {
                return false;
            }
            stage = next;
        }
        return true;
    }

    private static ToolCall call(JsonNode block) {
        JsonNode input = block.path("input");
        return ToolCall.function(
                block.path("id").asText(""),
                block.path("name").asText(""),
                input.isTextual() ? input.textValue() : input.isObject() ? WireJson.text(input) : WireJson.EMPTY);
    }
}
