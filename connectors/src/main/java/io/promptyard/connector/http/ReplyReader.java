package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;

/** How a dialect reads replies with status 200. Stateless, thread-safe. */
public interface ReplyReader {

    /** Reads a whole answer. */
    Reply read(JsonNode body) throws ReplyException;

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
