package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from {@code message_start} to {@code message_stop}, and puts the message together again as a plain reply
 * would have it. Usage is cumulative: each {@code message_delta} replaces what it names.
 */
final class AnthropicStreamReader implements StreamReader {
    private final AnthropicBlocks blocks = new AnthropicBlocks();
    private ObjectNode message = WireJson.object();
    private final ObjectNode usage = WireJson.object();
    private boolean started;
    private boolean stopReasonSeen;
    private boolean done;

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        ObjectNode json = json(event);
        return switch (json.path("type").asText(event.name())) {
            case "message_start" -> start(json);
            case "content_block_start" ->
                blocks.start(json).map(AnthropicStreamReader::one).orElse(List.of());
            case "content_block_delta" ->
                blocks.add(json).map(AnthropicStreamReader::one).orElse(List.of());
            case "content_block_stop" ->
                blocks.stop(json).map(AnthropicStreamReader::one).orElse(List.of());
            case "message_delta" -> delta(json);
            case "message_stop" -> {
                done = true;
                yield List.of();
            }
            // The API's own advice: events of kinds to come, and pings, are passed over.
            default -> List.of();
        };
    }

    @Override
    public boolean complete() {
        return done;
    }

    @Override
    public Reply end() throws ReplyException {
        if (!started || (!done && !stopReasonSeen)) {
            throw ReplyException.malformed("the stream ended without message_stop");
        }
        ObjectNode whole = message.deepCopy();
        whole.set("content", blocks.build());
        whole.set("usage", usage);
        return AnthropicAnswer.of(whole);
    }

    /** What {@code message_start} says of output is a mere beginning. */
    @Override
    public @Nullable TokenUsage billed() {
        return stopReasonSeen ? AnthropicUsage.of(usage) : null;
    }

    /** Input is whole from {@code message_start} on; output runs. */
    @Override
    public @Nullable TokenUsage soFar() {
        return stopReasonSeen ? null : AnthropicUsage.of(usage);
    }

    private List<CompletionDelta> start(ObjectNode json) {
        started = true;
        if (json.get("message") instanceof ObjectNode opened) {
            message = opened;
        }
        count(message.path("usage"));
        return one(new ChoiceDelta(0, Role.ASSISTANT, null, List.of(), null, WireJson.EMPTY));
    }

    private List<CompletionDelta> delta(ObjectNode json) {
        count(json.path("usage"));
        if (!(json.get("delta") instanceof ObjectNode delta)) {
            return List.of();
        }
        message.setAll(delta);
        if (!delta.hasNonNull("stop_reason")) {
            return List.of();
        }
        stopReasonSeen = true;
        FinishReason reason = AnthropicAnswer.finishReason(delta.path("stop_reason"));
        String extra = WireJson.text(AnthropicAnswer.choiceExtra(delta));
        return one(new ChoiceDelta(0, null, null, List.of(), reason, extra));
    }

    private void count(JsonNode reported) {
        reported.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> usage.set(field.getKey(), field.getValue()));
    }

    private static ObjectNode json(SseEvent event) throws ReplyException {
        JsonNode node = event.json();
        AnthropicResponseMapper.failOnError(node);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ReplyException.malformed("an event that is not a JSON object");
    }

    private static List<CompletionDelta> one(ChoiceDelta choice) {
        return List.of(new CompletionDelta(List.of(choice), WireJson.EMPTY));
    }
}
