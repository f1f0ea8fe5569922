package io.promptyard.connector.http;

/** One server-sent event; {@code name} is {@code "message"} when the server gave none. */
public record SseEvent(String name, String data) {
    public static final String DEFAULT_NAME = "message";
}
