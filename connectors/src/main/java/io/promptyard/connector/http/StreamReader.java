package io.promptyard.connector.http;

import io.promptyard.model.CompletionDelta;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the events of one stream and gathers the whole answer beside. Not thread-safe. */
public interface StreamReader {

    /** What the event adds to the answer, in order; none for events that only keep the connection alive. */
    List<CompletionDelta> read(SseEvent event) throws ReplyException;

    /** Whether the event that closes a stream of this dialect has been read. */
    boolean complete();

    /**
     * The whole answer, once {@link #complete} or at the end of the bytes.
     *
     * @throws ReplyException when the stream was cut
     */
    Reply end() throws ReplyException;

    /** What was billed, when the provider has said so to the end; null otherwise. */
    @Nullable
    TokenUsage billed();

    /**
     * What it has said so far, for dialects that tell before the end: input as reported, output at least so much. Null when nothing; never a guess.
     */
    default @Nullable TokenUsage soFar() {
        return null;
    }
}
