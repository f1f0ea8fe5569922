package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a whole answer as one message of ours. Thoughts keep their signatures in {@code thinking_blocks}, as with
 * Anthropic's own dialect, so that either takes them back.
 */
final class BedrockAnswer {
    static final String THOUGHTS = "thinking_blocks";

    /** Where a content travels whole that a chat message cannot hold in order. */
    static final String WHOLE = "bedrock_content";

    private final SingleChoice choice = new SingleChoice();
    private final ArrayNode thoughts = WireJson.object().putArray(THOUGHTS);
    private final ObjectNode extra = WireJson.object();
    private boolean fits = true;
    private int stage;
    private int calls;

    /** @param stopReason Bedrock's word */
    BedrockAnswer(JsonNode content, String stopReason) {
        content.forEach(this::block);
        if (!thoughts.isEmpty()) {
            choice.messageField(THOUGHTS, thoughts);
            extra.set(THOUGHTS, thoughts);
        }
        if (!fits) {
            choice.messageField(WHOLE, content);
            extra.set(WHOLE, content);
        }
        choice.finish(reason(stopReason), WireJson.object().put("native_finish_reason", stopReason));
        extra.put("native_finish_reason", stopReason);
    }

    /** What the last piece of a stream says: the reason, and what only the whole answer shows. */
    CompletionDelta last() {
        FinishReason reason = choice.build().finishReason();
        return new CompletionDelta(
                List.of(new CompletionDelta.ChoiceDelta(0, null, null, List.of(), reason, WireJson.text(extra))),
                WireJson.EMPTY);
    }

    Reply reply(@Nullable TokenUsage usage) {
        Completion.Choice built = choice.build();
        return new Reply(new Completion(List.of(built), null, WireJson.EMPTY), built.finishReason(), usage);
    }

    private void block(JsonNode block) {
        if (block.has("reasoningContent")) {
            follows(0);
            thought(block.path("reasoningContent"));
        } else if (block.has("text")) {
            fits &= stage != 1;
            follows(1);
            choice.text(block.path("text").asText(""));
        } else if (block.has("toolUse")) {
            follows(2);
            JsonNode use = block.path("toolUse");
            JsonNode input = use.path("input");
            choice.call(
                    calls,
                    use.path("toolUseId").asText("call_" + calls++),
                    use.path("name").asText(""),
                    input.isTextual() ? input.textValue() : arguments(input));
        } else {
            fits = false;
        }
    }

    private static String arguments(JsonNode input) {
        return input.isObject() ? WireJson.text(input) : WireJson.EMPTY;
    }

    private void follows(int next) {
        fits &= next >= stage;
        stage = Math.max(stage, next);
    }

    private void thought(JsonNode reasoning) {
        JsonNode said = reasoning.path("reasoningText");
        if (said.isObject()) {
            choice.reasoning(said.path("text").asText(""));
            ObjectNode block = thoughts.addObject().put("type", "thinking");
            block.put("thinking", said.path("text").asText(""));
            WireJson.put(block, "signature", said.path("signature").textValue());
        } else {
            thoughts.addObject()
                    .put("type", "redacted_thinking")
                    .put("data", reasoning.path("redactedContent").asText(""));
        }
    }

    private static FinishReason reason(String word) {
        return switch (word) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.UNKNOWN;
        };
    }
}
