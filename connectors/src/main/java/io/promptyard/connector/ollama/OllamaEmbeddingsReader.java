package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.EmbeddingsReader;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.Vectors;
import io.promptyard.connector.http.WireJson;

/** The vectors that {@code POST /api/embed} gives. Stateless. */
final class OllamaEmbeddingsReader implements EmbeddingsReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        if (body.hasNonNull("error")) {
            throw ReplyException.reported(ProviderError.of(body));
        }
        if (!body.path("embeddings").isArray()) {
            throw ReplyException.malformed("no embeddings in the reply");
        }
        Vectors vectors = new Vectors();
        for (JsonNode vector : body.path("embeddings")) {
            vectors.add(vector);
        }
        return vectors.reply(null, WireJson.EMPTY, OllamaUsage.of(body));
    }
}
