package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ReplyReader;
import io.promptyard.connector.http.StreamFraming;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** A reply of {@code /api/chat}, plain or line by line, in our words. Stateless. */
final class OllamaResponseMapper implements ReplyReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        OllamaAnswer answer = new OllamaAnswer();
        answer.add(body);
        return answer.reply();
    }

    @Override
    public ReplyReader embeddings() {
        return new OllamaEmbeddingsReader();
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return body.path("done").asBoolean() ? OllamaUsage.of(body) : null;
    }

    @Override
    public StreamReader stream() {
        return new OllamaStreamReader();
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.LINES;
    }
}
