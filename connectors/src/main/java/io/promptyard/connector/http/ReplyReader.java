package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;

/** How a dialect reads replies with status 200. Stateless, thread-safe. */
public interface ReplyReader {

    /** Reads a whole answer. */
    Reply read(JsonNode body) throws ReplyException;

    /** A reader for the events of one stream, used by one thread. */
    StreamReader stream();

    /** How the bytes of a stream are cut into events. */
    default StreamFraming framing() {
        return StreamFraming.EVENTS;
    }
}
