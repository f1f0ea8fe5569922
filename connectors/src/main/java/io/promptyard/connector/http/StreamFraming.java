package io.promptyard.connector.http;

/** How a dialect marks where an event of a stream ends. */
public enum StreamFraming {
    /** Server-sent events. */
    EVENTS,
    /** A JSON value on each line. */
    LINES,
    /** AWS' binary frames. */
    AWS;

    EventParser parser() {
        return switch (this) {
            case EVENTS -> new SseParser();
            case LINES -> new LineParser();
            case AWS -> new AwsEventParser();
        };
    }
}
