package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingsReader;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.Vectors;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/** The vectors of {@code batchEmbedContents}, and of {@code predict} on Vertex AI. Stateless. */
final class GeminiEmbeddingsReader implements EmbeddingsReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        ObjectNode response = GeminiResponseMapper.response(body);
        Vectors vectors = new Vectors();
        for (JsonNode embedding : response.path("embeddings")) {
            vectors.add(embedding.path("values"));
        }
        for (JsonNode prediction : response.path("predictions")) {
            vectors.add(prediction.path("embeddings").path("values"));
        }
        return vectors.reply(null, WireJson.EMPTY, usage(response));
    }

    /** Older models of the Gemini API say nothing of tokens; on Vertex AI each vector has its own count. */
    private static @Nullable TokenUsage usage(ObjectNode response) {
        if (response.path("predictions").isEmpty()) {
            Long tokens = TokenCount.of(response.path("usageMetadata").path("promptTokenCount"));
            return tokens == null ? null : TokenUsage.of(tokens, 0);
        }
        long sum = 0;
        for (JsonNode prediction : response.path("predictions")) {
            Long tokens = TokenCount.of(
                    prediction.path("embeddings").path("statistics").path("token_count"));
            if (tokens == null) {
                return null;
            }
            sum += tokens;
        }
        return TokenUsage.of(sum, 0);
    }
}
