package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the vectors of one answer, each in the digits that it came in. Not thread-safe. */
public final class Vectors {
    private final List<String> vectors = new ArrayList<>();

    /** @throws ReplyException when it is neither numbers nor base64 */
    public void add(JsonNode vector) throws ReplyException {
        boolean base64 = vector.isTextual() && !vector.textValue().isEmpty();
        if (!base64 && !numbers(vector)) {
            throw ReplyException.malformed("no vector for input " + vectors.size());
        }
        vectors.add(WireJson.text(vector));
    }

    private static boolean numbers(JsonNode vector) {
        if (!vector.isArray() || vector.isEmpty()) {
            return false;
        }
        for (JsonNode number : vector) {
            if (!number.isNumber()) {
                return false;
            }
        }
        return true;
    }

    /** @throws ReplyException when there is none */
    public Reply reply(@Nullable String id, String extra, @Nullable TokenUsage usage) throws ReplyException {
        if (vectors.isEmpty()) {
            throw ReplyException.malformed("no vectors in the reply");
        }
        return new Reply(new CompletionContent.Embeddings(vectors, id, extra), FinishReason.STOP, usage);
    }
}
