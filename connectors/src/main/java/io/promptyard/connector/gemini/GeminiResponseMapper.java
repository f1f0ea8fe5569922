package io.promptyard.connector.gemini;

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

/** A reply of {@code generateContent}, plain or streamed, in our words. Stateless. */
final class GeminiResponseMapper implements ReplyReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        GeminiAnswer answer = new GeminiAnswer();
        answer.add(response(body));
        return answer.reply();
    }

    @Override
    public ReplyReader embeddings() {
        return new GeminiEmbeddingsReader();
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return GeminiUsage.of(body.path("usageMetadata"));
    }

    @Override
    public StreamReader stream() {
        return new GeminiStreamReader();
    }

    /** The response in {@code body}, unless it is an error, bare or in a list. */
    static ObjectNode response(JsonNode body) throws ReplyException {
        JsonNode first = body.isArray() ? body.path(0) : body;
        if (first.hasNonNull("error")) {
            throw ReplyException.reported(ProviderError.of(first));
        }
        if (body instanceof ObjectNode response) {
            return response;
        }
        throw ReplyException.malformed("a reply that is not a JSON object");
    }
}
