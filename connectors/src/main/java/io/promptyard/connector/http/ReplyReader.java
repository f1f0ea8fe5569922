package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** How a dialect reads replies with status 200. Stateless, thread-safe. */
public interface ReplyReader {

    /** Reads a whole answer. */
    Reply read(JsonNode body) throws ReplyException;

    /** What a reply says was billed, whether or not it holds an answer; null when it does not say. Must not throw. */
    default @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return null;
    }

    /** The reader of answers that are vectors; only for dialects that write requests for them. */
    default ReplyReader embeddings() {
        throw new IllegalStateException("a dialect without embeddings");
    }

    /** A reader for the events of one stream, used by one thread. */
    StreamReader stream();

    /** How the bytes of a stream are cut into events. */
    default StreamFraming framing() {
        return StreamFraming.EVENTS;
    }
}
