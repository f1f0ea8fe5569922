package io.promptyard.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** One server-sent event; {@code name} is {@code "message"} when the server gave none. */
public record SseEvent(String name, String data) {
    public static final String DEFAULT_NAME = "message";

    /**
     * What {@code data} says.
     *
     * @throws ReplyException when it is not JSON; its message says how long it is and nothing else
     */
    public JsonNode json() throws ReplyException {
        try {
            return WireJson.parse(data);
        } catch (JsonProcessingException e) {
            throw ReplyException.malformed("an event that is not JSON (" + data.length() + " characters)");
        }
    }
}
