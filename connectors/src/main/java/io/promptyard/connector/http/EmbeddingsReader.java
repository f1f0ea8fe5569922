package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Reads answers that are vectors: they come whole and never as a stream. */
public interface EmbeddingsReader extends ReplyReader {

    @Override
    default StreamReader stream() {
        throw new IllegalStateException("vectors are not streamed");
    }

    @Override
    Reply read(JsonNode body) throws ReplyException;

    /** The same reader where {@code inputs} vectors are due, which a caller takes by their order. */
    static EmbeddingsReader expecting(int inputs, ReplyReader reader) {
        return new EmbeddingsReader() {
            @Override
            public Reply read(JsonNode body) throws ReplyException {
                Reply reply = reader.read(body);
                if (reply.content() instanceof CompletionContent.Embeddings embeddings
                        && embeddings.vectors().size() != inputs) {
                    throw ReplyException.malformed(embeddings.vectors().size() + " vectors for " + inputs + " inputs");
                }
                return reply;
            }

            @Override
            public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
                return reader.billed(body, headers);
            }
        };
    }
}
