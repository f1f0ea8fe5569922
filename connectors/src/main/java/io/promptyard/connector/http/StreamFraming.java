package io.promptyard.connector.http;

/** How a dialect marks where an event of a stream ends. */
public enum StreamFraming {
    /** Server-sent events. */
    EVENTS,
    /** A JSON value on each line. */
    LINES;

    EventParser parser() {
        return switch (this) {
            case EVENTS -> new SseParser();
            case LINES -> new LineParser();
        };
    }
}
