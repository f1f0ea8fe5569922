package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.EmbeddingsReader;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.Vectors;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of {@code InvokeModel}: Titan's one, or Cohere's list. Titan counts tokens in the body, for all families Bedrock counts them in a header, which
 * is what it bills. Stateless.
 */
final class BedrockEmbeddingsReader implements EmbeddingsReader {
    private static final String COUNT = "x-amzn-bedrock-input-token-count";

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        Vectors vectors = new Vectors();
        if (body.path("embedding").isArray()) {
            vectors.add(body.path("embedding"));
        } else {
            JsonNode embeddings = body.path("embeddings");
            for (JsonNode vector : embeddings.isArray() ? embeddings : embeddings.path("float")) {
                vectors.add(vector);
            }
        }
        return vectors.reply(body.path("id").textValue(), WireJson.EMPTY, null);
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        Long tokens = TokenCount.of(headers.get(COUNT));
        if (tokens == null) {
            tokens = TokenCount.of(body.path("inputTextTokenCount"));
        }
        return tokens == null ? null : TokenUsage.of(tokens, 0);
    }
}
