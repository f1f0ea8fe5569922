package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ReplyReader;
import io.promptyard.connector.http.StreamFraming;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** A reply of {@code converse} or {@code converse-stream} in our words. Stateless. */
final class BedrockResponseMapper implements ReplyReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        JsonNode content = body.path("output").path("message").path("content");
        String stop = body.path("stopReason").textValue();
        if (!content.isArray() || stop == null) {
            throw ReplyException.malformed("no message in the reply");
        }
        return new BedrockAnswer(content, stop).reply(BedrockUsage.of(body.path("usage")));
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return BedrockUsage.of(body.path("usage"));
    }

    @Override
    public ReplyReader embeddings() {
        return new BedrockEmbeddingsReader();
    }

    @Override
    public StreamReader stream() {
        return new BedrockStreamReader();
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.AWS;
    }
}
