package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One candidate, whole or as its pieces come, as a choice of ours. Not thread-safe. */
final class GeminiCandidate {
    /** Ends that leave nothing to hand on: the model failed, and another try may not. */
    private static final Set<String> FAILED = Set.of(
            "MALFORMED_FUNCTION_CALL",
            "MALFORMED_RESPONSE",
            "UNEXPECTED_TOOL_CALL",
            "TOO_MANY_TOOL_CALLS",
            "MISSING_THOUGHT_SIGNATURE");

    private static final List<String> TYPED = List.of("index", "content", "finishReason", "logprobsResult");

    private final int index;
    private final GeminiParts parts = new GeminiParts();
    private final GeminiLogprobs logprobs = new GeminiLogprobs();
    private final List<ToolCall> calls = new ArrayList<>();
    private final ObjectNode rest = WireJson.object();
    private @Nullable FinishReason finishReason;
    private boolean begun;

    GeminiCandidate(int index) {
        this.index = index;
    }

    boolean finished() {
        return finishReason != null;
    }

    /** Adds a piece; what it adds to the answer comes back. */
    ChoiceDelta add(ObjectNode piece, @Nullable String responseId) throws ReplyException {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCallDelta> called = new ArrayList<>();
        ObjectNode extra = WireJson.object();
        for (JsonNode part : piece.path("content").path("parts")) {
            parts.add(part);
            if (part.path("functionCall").isObject()) {
                called.add(called(part, responseId));
            } else if (part.path("text").isTextual()) {
                (GeminiParts.isThought(part) ? reasoning : text)
                        .append(part.path("text").textValue());
                extra.setAll(GeminiParts.signatureExtra(part));
            }
        }
        if (!reasoning.isEmpty()) {
            extra.put("reasoning_content", reasoning.toString());
        }
        JsonNode tokens = logprobs.add(piece.path("logprobsResult"));
        if (tokens != null) {
            extra.set("logprobs", tokens);
        }
        ObjectNode more = piece.deepCopy();
        more.remove(TYPED);
        rest.setAll(more);
        FinishReason ended = finish(piece.path("finishReason"), extra);
        Role role = begun ? null : Role.ASSISTANT;
        begun = true;
        return new ChoiceDelta(
                index, role, text.isEmpty() ? null : text.toString(), called, ended, WireJson.text(extra));
    }

    Completion.Choice choice() {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        ObjectNode extra = WireJson.object();
        boolean hasText = false;
        for (ObjectNode part : parts.all()) {
            if (part.path("text").isTextual()) {
                boolean thought = GeminiParts.isThought(part);
                (thought ? reasoning : text).append(part.path("text").textValue());
                hasText |= !thought;
                extra.setAll(GeminiParts.signatureExtra(part));
            }
        }
        if (!reasoning.isEmpty()) {
            extra.put("reasoning_content", reasoning.toString());
        }
        JsonNode whole = parts.whole();
        if (whole != null) {
            extra.set(GeminiParts.WHOLE, whole);
        }
        List<ContentPart> content = hasText ? List.of(new ContentPart.TextPart(text.toString())) : List.of();
        ChatMessage message = new ChatMessage(Role.ASSISTANT, content, calls, null, null, WireJson.text(extra));
        FinishReason reason = finishReason == null ? FinishReason.UNKNOWN : finishReason;
        return new Completion.Choice(index, message, reason, logprobs.text(), WireJson.text(rest));
    }

    private @Nullable FinishReason finish(JsonNode reason, ObjectNode extra) throws ReplyException {
        String word = reason.textValue();
        if (word == null || word.equals("FINISH_REASON_UNSPECIFIED")) {
            return null;
        }
        rest.put("native_finish_reason", word);
        finishReason = finishReason(word);
        if (FAILED.contains(word)) {
            throw ReplyException.malformed("finish reason " + word);
        }
        extra.setAll(rest);
        JsonNode whole = parts.whole();
        if (whole != null) {
            extra.set(GeminiParts.WHOLE, whole);
        }
        return finishReason;
    }

    private FinishReason finishReason(String word) {
        return switch (word) {
            case "STOP" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.UNKNOWN;
        };
    }

    /** Calls come whole. One without an id gets one that no other answer's call has. */
    private ToolCallDelta called(JsonNode part, @Nullable String responseId) {
        JsonNode function = part.path("functionCall");
        String id = function.path("id").asText("");
        if (id.isEmpty()) {
            String answer = responseId == null ? "" : responseId + "_";
            id = "call_" + answer + (index == 0 ? "" : index + "_") + calls.size();
        }
        String name = function.path("name").asText("");
        String args = function.path("args").isObject() ? WireJson.text(function.path("args")) : WireJson.EMPTY;
        String extra = WireJson.text(GeminiParts.signatureExtra(part));
        ToolCallDelta delta = new ToolCallDelta(calls.size(), id, name, args, extra);
        calls.add(new ToolCall(id, name, args, "function", extra));
        return delta;
    }
}
