package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ServedTier;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes the pieces on as they come; the event that ends a stream has the whole response, and that is what counts. */
final class ResponsesStreamReader implements StreamReader {
    private final SingleChoice pieces = new SingleChoice();
    private @Nullable ResponsesAnswer answer;
    private @Nullable TokenUsage failed;

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        JsonNode json = event.json();
        if (!json.isObject()) {
            throw ReplyException.malformed("an event that is not a JSON object");
        }
        JsonNode delta = json.path("delta");
        int number = json.path("output_index").asInt(0);
        return switch (json.path("type").asText("")) {
            case "response.created" -> List.of(pieces.begin());
            case "response.output_text.delta" -> text(delta.asText(""), json.path("logprobs"));
            case "response.refusal.delta" -> List.of(pieces.passing("refusal", delta));
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                List.of(pieces.reasoning(delta.asText("")));
            case "response.output_item.added" -> begun(number, json.path("item"));
            case "response.function_call_arguments.delta" -> List.of(pieces.arguments(number, delta.asText("")));
            case "response.completed", "response.incomplete" -> ended(json.path("response"));
            case "response.failed" -> {
                failed = ResponsesUsage.of(ServedTier.usage(json.path("response")));
                ResponsesResponseMapper.failOnError(json.path("response"));
                throw ReplyException.malformed("a response that failed without an error");
            }
            case "error" -> throw ReplyException.reported(ProviderError.of(json));
            default -> List.of();
        };
    }

    private List<CompletionDelta> text(String piece, JsonNode logprobs) {
        CompletionDelta said = pieces.text(piece);
        return logprobs.isEmpty()
                ? List.of(said)
                : List.of(said, pieces.passing("logprobs", ResponsesAnswer.logprobs(logprobs)));
    }

    private List<CompletionDelta> begun(int number, JsonNode item) {
        return item.path("type").asText("").equals("function_call")
                ? List.of(pieces.call(
                        number,
                        item.path("call_id").asText("call_" + number),
                        item.path("name").asText(""),
                        item.path("arguments").asText("")))
                : List.of();
    }

    private List<CompletionDelta> ended(JsonNode response) throws ReplyException {
        if (!response.path("output").isArray()) {
            throw ReplyException.malformed("no output in the response");
        }
        ResponsesAnswer whole = ResponsesAnswer.of(response);
        List<CompletionDelta> last = new ArrayList<>(pieces.closeCalls());
        last.add(whole.end());
        answer = whole;
        return last;
    }

    @Override
    public boolean complete() {
        return answer != null;
    }

    @Override
    public Reply end() throws ReplyException {
        if (answer == null) {
            throw ReplyException.malformed("the stream ended without the response");
        }
        return answer.reply();
    }

    @Override
    public @Nullable TokenUsage billed() {
        return answer == null ? failed : answer.reply().usage();
    }
}
