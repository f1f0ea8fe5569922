package io.promptyard.connector.cohere;

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

/** The vectors that {@code POST /v2/embed} gives, as numbers; the texts, which come back too, are not kept. Stateless. */
final class CohereEmbeddingsReader implements EmbeddingsReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        JsonNode floats = body.path("embeddings").path("float");
        if (!floats.isArray()) {
            throw ReplyException.malformed("no embeddings in the reply");
        }
        Vectors vectors = new Vectors();
        for (JsonNode vector : floats) {
            vectors.add(vector);
        }
        return vectors.reply(body.path("id").textValue(), rest(body), usage(body.path("meta")));
    }

    /** Warnings, for instance, in {@code meta}. */
    private static String rest(JsonNode body) {
        if (!(body.path("meta") instanceof ObjectNode meta)) {
            return WireJson.EMPTY;
        }
        ObjectNode rest = meta.deepCopy();
        rest.remove("billed_units");
        return rest.isEmpty() ? WireJson.EMPTY : WireJson.text(WireJson.object().set("meta", rest));
    }

    private static @Nullable TokenUsage usage(JsonNode meta) {
        Long tokens = TokenCount.of(meta.path("billed_units").path("input_tokens"));
        return tokens == null ? null : TokenUsage.of(tokens, 0);
    }
}
