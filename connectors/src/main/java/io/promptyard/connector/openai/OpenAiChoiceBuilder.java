package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.JsonPieces;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One choice of a stream: cuts its pieces into typed deltas and gathers them into what a plain reply would say. */
final class OpenAiChoiceBuilder {
    private final int index;
    private final StringBuilder content = new StringBuilder();
    private final OpenAiToolCallsBuilder toolCalls = new OpenAiToolCallsBuilder();
    private final JsonPieces messageExtra = new JsonPieces();
    private final ObjectNode choiceExtra = WireJson.object();
    private final ObjectNode logprobs = WireJson.object();
    private Role role = Role.ASSISTANT;
    private boolean hasContent;
    private @Nullable FinishReason finishReason;

    OpenAiChoiceBuilder(int index) {
        this.index = index;
    }

    boolean isFinished() {
        return finishReason != null;
    }

    /** The typed delta of {@code choice}; empty when there is nothing in it. */
    Optional<ChoiceDelta> add(ObjectNode choice) {
        ObjectNode delta = choice.get("delta") instanceof ObjectNode object ? object : WireJson.object();
        String text = text(delta.path("content"));
        if (text != null) {
            hasContent = true;
            content.append(text);
        }
        Role saidRole = delta.hasNonNull("role") ? OpenAiAnswerMapper.role(delta.path("role")) : null;
        role = saidRole == null ? role : saidRole;
        List<ToolCallDelta> calls = new ArrayList<>();
        delta.path("tool_calls").forEach(call -> calls.add(toolCalls.add(call)));
        FinishReason reason = choice.hasNonNull("finish_reason")
                ? OpenAiAnswerMapper.finishReason(choice.path("finish_reason"))
                : null;
        if (reason != null) {
            finishReason = reason;
            calls.addAll(toolCalls.close());
        }
        ObjectNode extra = extra(choice, delta);
        boolean empty = saidRole == null && text == null && calls.isEmpty() && reason == null && extra.isEmpty();
        return empty
                ? Optional.empty()
                : Optional.of(new ChoiceDelta(
                        index, saidRole, text, calls, reason, extra.isEmpty() ? WireJson.EMPTY : WireJson.text(extra)));
    }

    Completion.Choice build() {
        List<ContentPart> parts = hasContent ? List.of(new ContentPart.TextPart(content.toString())) : List.of();
        ChatMessage message =
                new ChatMessage(role, parts, toolCalls.build(), null, null, WireJson.text(messageExtra.build()));
        return new Completion.Choice(
                index,
                message,
                finishReason == null ? FinishReason.UNKNOWN : finishReason,
                logprobs.isEmpty() ? null : WireJson.text(logprobs),
                WireJson.text(choiceExtra));
    }

    /** What has no typed place: of the delta as it stands, and the choice's own, all in one object. */
    private ObjectNode extra(ObjectNode choice, ObjectNode delta) {
        ObjectNode extra = WireJson.object();
        for (Map.Entry<String, JsonNode> field : delta.properties()) {
            boolean typed = switch (field.getKey()) {
                case "role", "content", "tool_calls" -> true;
                default -> false;
            };
            if (!typed && says(field.getValue())) {
                extra.set(field.getKey(), field.getValue());
                messageExtra.add(field.getKey(), field.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> field : choice.properties()) {
            boolean typed = switch (field.getKey()) {
                case "index", "delta" -> true;
                case "finish_reason" -> finishReason != FinishReason.UNKNOWN;
                default -> false;
            };
            if (!typed && says(field.getValue())) {
                extra.set(field.getKey(), field.getValue());
                gatherOfChoice(field.getKey(), field.getValue());
            }
        }
        return extra;
    }

    private void gatherOfChoice(String name, JsonNode value) {
        if (name.equals("logprobs") && value instanceof ObjectNode pieces) {
            pieces.properties().forEach(piece -> JsonPieces.append(logprobs, piece.getKey(), piece.getValue()));
        } else {
            choiceExtra.set(name, value);
        }
    }

    private static boolean says(JsonNode value) {
        return !value.isNull() && !(value.isTextual() && value.textValue().isEmpty());
    }

    /** A string, or Mistral's list of typed parts of which the text counts; null when there is none. */
    private static @Nullable String text(JsonNode content) {
        if (!content.isArray()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
