package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ReplyReader;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** A reply of {@code /v2/chat}, plain or streamed, in our words. Stateless. */
final class CohereResponseMapper implements ReplyReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        if (!(body instanceof ObjectNode response) || !(response.get("message") instanceof ObjectNode message)) {
            throw ReplyException.malformed("no message in the reply");
        }
        CohereAnswer answer = new CohereAnswer();
        answer.id(response.path("id").textValue());
        answer.whole(message);
        answer.end(response);
        return answer.reply();
    }

    @Override
    public ReplyReader embeddings() {
        return new CohereEmbeddingsReader();
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return CohereUsage.of(body.path("usage"));
    }

    @Override
    public StreamReader stream() {
        return new CohereStreamReader();
    }

    /** Ends that are none: the model failed, whatever the status said. */
    static void failOnError(@Nullable String reason, JsonNode end) throws ReplyException {
        String said = end.path("error").textValue();
        if ("ERROR".equals(reason) || "TIMEOUT".equals(reason) || said != null) {
            String type = "TIMEOUT".equals(reason) ? "timeout_error" : "server_error";
            throw ReplyException.reported(
                    new ProviderError(said == null ? "finish reason " + reason : said, type, null));
        }
    }
}
