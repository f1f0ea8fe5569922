package io.promptyard.connector.http;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Cuts the bytes of a stream into events, wherever the network split them. Not thread-safe. */
interface EventParser {

    /** The events that these bytes complete, up to what is none. */
    List<SseEvent> feed(Buffer buffer);

    /** Throws when what came behind the events that were fed last is no event. */
    default void verify() throws ReplyException {}

    /** The events that the end of the stream completes. */
    List<SseEvent> end() throws ReplyException;
}
