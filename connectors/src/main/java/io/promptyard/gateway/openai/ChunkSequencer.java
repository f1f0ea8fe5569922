package io.promptyard.gateway.openai;

import io.promptyard.model.ResponseChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of one attempt in order. Until it is committed a later attempt takes the place of an earlier one;
 * after that only one attempt counts. Owned by one event loop.
 */
final class ChunkSequencer {
    private final TreeMap<Integer, ResponseChunk> ahead = new TreeMap<>();

    private @Nullable String attemptId;
    private int attempt;
    private int next;
    private boolean committed;

    /** What a chunk made possible: {@code ready} in order; {@code restarted} when it begins another attempt. */
    record Step(List<ResponseChunk> ready, boolean restarted, boolean used) {
        static final Step UNUSED = new Step(List.of(), false, false);
    }

    Step accept(ResponseChunk chunk) {
        boolean restarted = false;
        if (!chunk.attemptId().equals(attemptId)) {
            if (attemptId != null && (committed || chunk.attempt() < attempt)) {
                return Step.UNUSED;
            }
            restarted = attemptId != null;
            begin(chunk.attemptId(), chunk.attempt());
        }
        if (chunk.sequence() < next || ahead.putIfAbsent(chunk.sequence(), chunk) != null) {
            return Step.UNUSED;
        }
        List<ResponseChunk> ready = new ArrayList<>(1);
        for (ResponseChunk due = ahead.remove(next); due != null; due = ahead.remove(next)) {
            ready.add(due);
            next++;
        }
        return new Step(ready, restarted, true);
    }

    /** From now on no other attempt counts. */
    void commit() {
        committed = true;
    }

    /** Whether the attempt that answered can be the one whose chunks are here; an unnamed one can be any. */
    boolean follows(String answeredBy) {
        return attemptId == null || answeredBy.isEmpty() || answeredBy.equals(attemptId);
    }

    /** Waits for the chunks of this attempt only; forgets those of any other. */
    void settleOn(String answeredBy) {
        if (!committed && !follows(answeredBy)) {
            begin(answeredBy, Integer.MAX_VALUE);
        }
        committed = attemptId != null;
    }

    /** How many chunks came in order. */
    int received() {
        return next;
    }

    private void begin(String id, int number) {
        attemptId = id;
        attempt = number;
        next = 0;
        ahead.clear();
    }
}
