package io.promptyard.connector;

import io.promptyard.model.CompletionDelta;
import java.util.List;

/** Receives the pieces of a streamed answer as they arrive. Must return at once. */
@FunctionalInterface
public interface ChunkSink {
    /** For calls that do not stream. */
    ChunkSink NONE = delta -> {};

    void accept(CompletionDelta delta);

    /** Told, before any piece, which parameters of the prompt are left out because the host cannot take them, if any are. */
    default void leftOut(List<String> parameters) {
        // Pieces are all that most want.
    }
}
