package io.promptyard.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptyard.connector.ChunkSink;
import io.promptyard.model.CompletionDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the pieces of a stream back until one says something: a role alone commits nobody, and a stream that breaks
 * before its first content can still be tried elsewhere. Counts what it lets through. Not thread-safe.
 */
final class DeltaGate {
    private final ChunkSink sink;
    private final List<CompletionDelta> held = new ArrayList<>();
    private boolean open;
    private boolean shut;
    private int passed;

    DeltaGate(ChunkSink sink) {
        this.sink = sink;
    }

    /** Whether anything was said so far. */
    boolean isOpen() {
        return open;
    }

    int passed() {
        return passed;
    }

    /** Lets nothing through any more: nobody is there. */
    void shut() {
        shut = true;
        held.clear();
    }

    void offer(CompletionDelta delta) {
        open = open || says(delta);
        if (shut) {
            return;
        }
        if (open) {
            flush();
            pass(delta);
        } else {
            held.add(delta);
        }
    }

    /** Lets through what is kept back: the stream ended well without saying anything. */
    void flush() {
        List.copyOf(held).forEach(this::pass);
        held.clear();
    }

    private void pass(CompletionDelta delta) {
        // Counted first: a sink that throws may have handed the piece on.
        passed++;
        sink.accept(delta);
    }

    /** Text, a tool call, or what dialects carry beside them: reasoning is an answer's beginning, too. */
    private static boolean says(CompletionDelta delta) {
        return delta.hasContent() || delta.choices().stream().anyMatch(choice -> says(choice.extra()));
    }

    /** Azure's filters report on nothing before anything was said. */
    private static boolean says(String extra) {
        if (extra.equals(WireJson.EMPTY)) {
            return false;
        }
        try {
            return WireJson.parse(extra).properties().stream()
                    .anyMatch(field -> !field.getKey().startsWith("content_filter"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dialect's own JSON is none", e);
        }
    }
}
