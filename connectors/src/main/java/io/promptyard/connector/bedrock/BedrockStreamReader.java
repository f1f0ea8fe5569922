package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads events up to {@code metadata}, which has the usage and comes after {@code messageStop}. */
final class BedrockStreamReader implements StreamReader {
    private final SingleChoice pieces = new SingleChoice();
    private final TreeMap<Integer, BedrockBlock> blocks = new TreeMap<>();
    private @Nullable BedrockAnswer answer;
    private @Nullable TokenUsage usage;
    private boolean complete;

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        JsonNode json = event.data().isEmpty() ? WireJson.object() : event.json();
        if (!json.isObject()) {
            throw ReplyException.malformed("an event that is not a JSON object");
        }
        int number = json.path("contentBlockIndex").asInt(0);
        return switch (event.name()) {
            case "messageStart" -> List.of(pieces.begin());
            case "contentBlockStart" -> begun(number, json.path("start").path("toolUse"));
            case "contentBlockDelta" -> delta(number, json.path("delta"));
            case "messageStop" -> stopped(json.path("stopReason").asText(""));
            case "metadata" -> {
                usage = BedrockUsage.of(json.path("usage"));
                complete = answer != null;
                yield List.of();
            }
            default -> {
                if (event.name().endsWith("Exception")) {
                    throw ReplyException.reported(
                            new ProviderError(ProviderError.of(json).message(), event.name(), null));
                }
                if (event.name().equals("error")) {
                    throw ReplyException.reported(ProviderError.of(json));
                }
                yield List.of();
            }
        };
    }

    private List<CompletionDelta> begun(int number, JsonNode use) {
        if (!use.isObject()) {
            return List.of();
        }
        block(number)
                .call(
                        use.path("toolUseId").asText("call_" + number),
                        use.path("name").asText(""));
        return List.of(pieces.call(
                number,
                use.path("toolUseId").asText("call_" + number),
                use.path("name").asText(""),
                ""));
    }

    private List<CompletionDelta> delta(int number, JsonNode delta) throws ReplyException {
        List<CompletionDelta> deltas = new ArrayList<>();
        BedrockBlock block = block(number);
        if (delta.path("text").isTextual()) {
            block.text(delta.path("text").textValue());
            deltas.add(pieces.text(delta.path("text").textValue()));
        } else if (delta.path("toolUse").path("input").isTextual()) {
            block.input(delta.path("toolUse").path("input").textValue());
            deltas.add(
                    pieces.arguments(number, delta.path("toolUse").path("input").textValue()));
        } else if (delta.path("reasoningContent") instanceof ObjectNode thought) {
            block.thought(thought);
            if (thought.path("text").isTextual()) {
                deltas.add(pieces.reasoning(thought.path("text").textValue()));
            }
        }
        return deltas;
    }

    private List<CompletionDelta> stopped(String reason) {
        ArrayNode content = WireJson.object().putArray("content");
        for (BedrockBlock block : blocks.values()) {
            content.add(block.whole());
        }
        answer = new BedrockAnswer(content, reason);
        List<CompletionDelta> last = new ArrayList<>(pieces.closeCalls());
        last.add(answer.last());
        return last;
    }

    private BedrockBlock block(int number) {
        return blocks.computeIfAbsent(number, ignored -> new BedrockBlock());
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Reply end() throws ReplyException {
        if (answer == null) {
            throw ReplyException.malformed("the stream ended without messageStop");
        }
        return answer.reply(usage);
    }

    @Override
    public @Nullable TokenUsage billed() {
        return usage;
    }
}
