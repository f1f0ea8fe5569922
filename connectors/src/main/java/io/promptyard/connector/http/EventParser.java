package io.promptyard.connector.http;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Cuts the bytes of a stream into events, wherever the network split them. Not thread-safe. */
interface EventParser {

    /** The events that these bytes complete. */
    List<SseEvent> feed(Buffer buffer) throws ReplyException;

    /** The events that the end of the stream completes. */
    List<SseEvent> end() throws ReplyException;
}
