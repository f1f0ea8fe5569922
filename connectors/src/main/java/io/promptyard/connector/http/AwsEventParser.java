package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

/** Cuts AWS' binary frames into events, with AWS' own decoder, which checks both of their sums. Not thread-safe. */
final class AwsEventParser implements EventParser {
    private static final String ERROR = "error";

    private final List<SseEvent> events = new ArrayList<>();
    private final MessageDecoder decoder = new MessageDecoder(message -> events.add(event(message)));
    private boolean broken;

    @Override
    public List<SseEvent> feed(Buffer buffer) {
        events.clear();
        try {
            decoder.feed(buffer.getBytes());
        } catch (RuntimeException e) {
            broken = true;
        }
        return List.copyOf(events);
    }

    @Override
    public void verify() throws ReplyException {
        if (broken) {
            throw ReplyException.malformed("bytes that are no frame of AWS' event stream");
        }
    }

    @Override
    public List<SseEvent> end() {
        return List.of();
    }

    /** An exception goes by its own name, as an event does. An error has its code and message in headers, and no payload. */
    private static SseEvent event(Message message) {
        Map<String, HeaderValue> headers = message.getHeaders();
        if (text(headers, ":message-type").equals(ERROR)) {
            ObjectNode error = WireJson.object();
            given(error, "code", text(headers, ":error-code"));
            given(error, "message", text(headers, ":error-message"));
            return new SseEvent(ERROR, WireJson.text(error));
        }
        String name = text(headers, ":event-type");
        name = name.isEmpty() ? text(headers, ":exception-type") : name;
        name = name.isEmpty() ? text(headers, ":message-type") : name;
        return new SseEvent(name, new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    private static void given(ObjectNode error, String name, String value) {
        if (!value.isEmpty()) {
            error.put(name, value);
        }
    }

    private static String text(Map<String, HeaderValue> headers, String name) {
        HeaderValue value = headers.get(name);
        return value == null ? "" : value.getString();
    }
}
