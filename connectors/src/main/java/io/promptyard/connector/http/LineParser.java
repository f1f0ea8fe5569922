package io.promptyard.connector.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts bytes into lines, each an event without a name: JSON that comes line by line. Lines are decoded only when whole, so that
 * a character torn between two buffers survives. Not thread-safe.
 */
final class LineParser implements EventParser {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public List<SseEvent> feed(Buffer buffer) {
        List<SseEvent> events = new ArrayList<>(2);
        byte[] bytes = buffer.getBytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                start = i + 1;
                endLine(events);
            }
        }
        line.write(bytes, start, bytes.length - start);
        return events;
    }

    @Override
    public List<SseEvent> end() {
        List<SseEvent> events = new ArrayList<>(1);
        endLine(events);
        return events;
    }

    private void endLine(List<SseEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            events.add(new SseEvent(SseEvent.DEFAULT_NAME, text));
        }
    }
}
