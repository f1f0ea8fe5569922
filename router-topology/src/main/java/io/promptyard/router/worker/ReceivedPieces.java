package io.promptyard.router.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.PartialAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was handed on to the caller of one stream, put together in case it breaks off: so much is all that the caller
 * will ever have. Keeps at most {@link #MOST} characters from the beginning, and counts what it leaves out. Thread-safe.
 */
final class ReceivedPieces {
    /**
     * In UTF-16 units, of texts, arguments and extra fields together: at most 3 MiB of a record. Fields of a whole piece replace those of the piece before, so
     * they count once, with the longest.
     */
    static final int MOST = 1024 * 1024;

    private final TreeMap<Integer, ReceivedChoice> choices = new TreeMap<>();
    private final ObjectNode extra = WireJson.object();
    private String around = WireJson.EMPTY;
    private int chunks;
    private long kept;
    private long leftOut;
    private int envelope;

    synchronized void add(CompletionDelta delta) {
        chunks++;
        long size = size(delta);
        int wider = Math.max(envelope, length(delta.extra()));
        if (leftOut == 0 && kept + size + wider <= MOST) {
            keep(delta);
            kept += size;
            envelope = wider;
        } else if (leftOut == 0) {
            CompletionDelta beginning = beginning(delta, (int) (MOST - kept - envelope));
            keep(beginning);
            leftOut = size - size(beginning);
        } else {
            leftOut += size;
        }
    }

    /** All of it so far; null before the first piece. */
    synchronized @Nullable PartialAnswer soFar() {
        if (chunks == 0) {
            return null;
        }
        List<Completion.Choice> all =
                choices.values().stream().map(ReceivedChoice::build).toList();
        Completion completion = new Completion(all, null, WireJson.text(extra));
        return new PartialAnswer(new CompletionContent.Clear(completion), chunks, leftOut);
    }

    private void keep(CompletionDelta delta) {
        delta.choices()
                .forEach(choice -> choices.computeIfAbsent(choice.index(), ReceivedChoice::new)
                        .add(choice));
        // This is an event loop: what a host says around every piece is read once, while it stays the same.
        if (!delta.extra().equals(around)) {
            around = delta.extra();
            for (var field : ReceivedChoice.fields(around)) {
                JsonNode value = field.getValue();
                extra.set(field.getKey(), value);
            }
        }
    }

    private static long size(CompletionDelta delta) {
        long size = 0;
        for (ChoiceDelta choice : delta.choices()) {
            size += length(choice.content()) + length(choice.extra());
            for (var call : choice.toolCalls()) {
                size += length(call.arguments()) + length(call.name()) + length(call.id()) + length(call.extra());
            }
        }
        return size;
    }

    private static int length(@Nullable String text) {
        return text == null || text.equals(WireJson.EMPTY) ? 0 : text.length();
    }

    /** As much of its texts as there is room for: the end of a list or an object would be no JSON. */
    private static CompletionDelta beginning(CompletionDelta delta, int room) {
        List<ChoiceDelta> cut = new ArrayList<>();
        int left = room;
        for (ChoiceDelta choice : delta.choices()) {
            String text = choice.content() == null ? "" : choice.content();
            int most = Math.min(text.length(), left);
            boolean halved = most > 0 && most < text.length() && Character.isHighSurrogate(text.charAt(most - 1));
            String whole = text.substring(0, halved ? most - 1 : most);
            left -= whole.length();
            cut.add(new ChoiceDelta(choice.index(), choice.role(), whole, List.of(), null, WireJson.EMPTY));
        }
        return new CompletionDelta(cut, WireJson.EMPTY);
    }
}
