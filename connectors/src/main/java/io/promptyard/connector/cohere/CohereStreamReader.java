package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events from {@code message-start} to {@code message-end}, which has the usage. Their {@code index} numbers parts
 * of the content and calls, never choices.
 */
final class CohereStreamReader implements StreamReader {
    private static final String DONE = "[DONE]";

    private final CohereAnswer answer = new CohereAnswer();

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        if (event.data().strip().equals(DONE)) {
            return List.of();
        }
        JsonNode json = event.json();
        if (!json.isObject()) {
            throw ReplyException.malformed("an event that is not a JSON object");
        }
        String type = json.path("type").textValue();
        if (type == null) {
            // The body of an error, sent after the status.
            throw ReplyException.reported(ProviderError.of(json));
        }
        JsonNode delta = json.path("delta");
        JsonNode message = delta.path("message");
        int number = json.path("index").asInt(0);
        return switch (type) {
            case "message-start" -> {
                answer.id(json.path("id").textValue());
                yield List.of(answer.begin());
            }
            case "content-start", "content-delta" -> answer.part(message.path("content"));
            case "tool-plan-delta" ->
                List.of(answer.plan(message.path(CohereAnswer.PLAN).asText("")));
            case "tool-call-start" -> List.of(answer.call(number, message.path("tool_calls")));
            case "tool-call-delta" ->
                List.of(answer.arguments(
                        number,
                        message.path("tool_calls")
                                .path("function")
                                .path("arguments")
                                .asText("")));
            case "citation-start" -> List.of(answer.citation(message.path(CohereAnswer.CITATIONS)));
            case "message-end" -> {
                List<CompletionDelta> last = new ArrayList<>(answer.closeCalls());
                last.add(answer.end(delta));
                yield last;
            }
            default -> List.of();
        };
    }

    @Override
    public boolean complete() {
        return answer.finished();
    }

    @Override
    public Reply end() throws ReplyException {
        if (!answer.finished()) {
            throw ReplyException.malformed("the stream ended without message-end");
        }
        return answer.reply();
    }

    @Override
    public @Nullable TokenUsage billed() {
        return answer.usage();
    }
}
