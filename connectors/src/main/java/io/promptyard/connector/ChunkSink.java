package io.promptyard.connector;

import io.promptyard.model.CompletionDelta;

/** Receives the pieces of a streamed answer as they arrive. Must return at once. */
@FunctionalInterface
public interface ChunkSink {
    /** For calls that do not stream. */
    ChunkSink NONE = delta -> {};

    void accept(CompletionDelta delta);
}
