package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer, whole or as its pieces come: both have the same shape. Not thread-safe. */
final class OllamaAnswer {
    private final SingleChoice choice = new SingleChoice();
    private @Nullable TokenUsage usage;
    private int calls;

    /** Adds a response; what it adds comes back. */
    List<CompletionDelta> add(JsonNode response) throws ReplyException {
        if (response.hasNonNull("error")) {
            throw ReplyException.reported(ProviderError.of(response));
        }
        if (!response.path("message").isObject() && !response.path("done").asBoolean()) {
            throw ReplyException.malformed("no message in the reply");
        }
        List<CompletionDelta> deltas = new ArrayList<>();
        JsonNode message = response.path("message");
        String thought = message.path("thinking").asText("");
        String text = message.path("content").asText("");
        if (!thought.isEmpty()) {
            deltas.add(choice.reasoning(thought));
        }
        if (!text.isEmpty()) {
            deltas.add(choice.text(text));
        }
        for (JsonNode call : message.path("tool_calls")) {
            deltas.add(call(call));
        }
        if (response.path("logprobs").isArray() && !response.path("logprobs").isEmpty()) {
            deltas.add(choice.logprobs(logprobs(response.path("logprobs"))));
        }
        if (response.path("done").asBoolean()) {
            usage = OllamaUsage.of(response);
            deltas.add(end(response.path("done_reason").textValue()));
        }
        return deltas;
    }

    boolean finished() {
        return choice.finished();
    }

    @Nullable
    TokenUsage usage() {
        return usage;
    }

    Reply reply() throws ReplyException {
        if (!choice.finished()) {
            throw ReplyException.malformed("the answer ended without done");
        }
        Completion.Choice built = choice.build();
        return new Reply(new Completion(List.of(built), null, WireJson.EMPTY), built.finishReason(), usage);
    }

    /** Calls come whole, their arguments as an object; older hosts give them no id. */
    private CompletionDelta call(JsonNode call) {
        JsonNode function = call.path("function");
        String id = call.path("id").asText("");
        int number = calls++;
        JsonNode arguments = function.path("arguments");
        return choice.call(
                number,
                id.isEmpty() ? "call_" + number : id,
                function.path("name").asText(""),
                arguments.isTextual() ? arguments.textValue() : WireJson.text(object(arguments)));
    }

    private static JsonNode object(JsonNode arguments) {
        return arguments.isObject() ? arguments : WireJson.object();
    }

    private CompletionDelta end(@Nullable String reason) {
        ObjectNode extra = WireJson.object();
        if (reason != null) {
            extra.put("native_finish_reason", reason);
        }
        FinishReason stop = choice.hasCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        return choice.finish(
                switch (reason == null ? "stop" : reason) {
                    case "stop" -> stop;
                    case "length" -> FinishReason.LENGTH;
                    default -> FinishReason.UNKNOWN;
                },
                extra);
    }

    /** The tokens have OpenAI's shape already; their list does not. */
    private static ObjectNode logprobs(JsonNode tokens) {
        ObjectNode shaped = WireJson.object();
        ArrayNode content = shaped.putArray("content");
        for (JsonNode token : tokens) {
            ObjectNode one = token instanceof ObjectNode object ? object.deepCopy() : WireJson.object();
            if (!one.has("top_logprobs")) {
                one.putArray("top_logprobs");
            }
            content.add(one);
        }
        return shaped.putNull("refusal");
    }
}
