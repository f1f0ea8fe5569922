package io.promptyard.connector.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts bytes into server-sent events as the HTML standard says, wherever the network split them: lines are decoded only
 * when whole, so that a character torn between two buffers survives. Fields other than {@code event} and {@code data}
 * mean nothing to us. Not thread-safe.
 */
final class SseParser implements EventParser {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean afterReturn;
    private boolean firstLine = true;

    @Override
    public List<SseEvent> feed(Buffer buffer) {
        List<SseEvent> events = new ArrayList<>(2);
        byte[] bytes = buffer.getBytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterReturn = false;
                continue;
            }
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                start = i + 1;
                continue;
            }
            line.write(bytes, start, i - start);
            start = i + 1;
            afterReturn = b == '\r';
            endLine(events);
        }
        line.write(bytes, start, bytes.length - start);
        return events;
    }

    /** Servers forget the last blank line. */
    @Override
    public List<SseEvent> end() {
        List<SseEvent> events = new ArrayList<>(1);
        if (line.size() > 0) {
            endLine(events);
        }
        dispatch(events);
        return events;
    }

    private void endLine(List<SseEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine) {
            firstLine = false;
            text = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch(events);
        } else if (text.charAt(0) != ':') {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        if (field.equals("data")) {
            if (hasData) {
                data.append('\n');
            }
            data.append(value);
            hasData = true;
        } else if (field.equals("event")) {
            name = value;
        }
    }

    private void dispatch(List<SseEvent> events) {
        if (hasData) {
            events.add(new SseEvent(name.isEmpty() ? SseEvent.DEFAULT_NAME : name, data.toString()));
        }
        name = "";
        data.setLength(0);
        hasData = false;
    }
}
