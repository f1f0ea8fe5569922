package io.promptyard.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a streamed answer on its topic. {@code sequence} counts from 0 without gaps within an attempt; a reader
 * commits to one attempt id. {@code rateLimits} as in {@link Dispatch}. The first of an attempt says which parameters
 * were left out for the host.
 */
public record ResponseChunk(
        RequestId id,
        int attempt,
        String attemptId,
        int sequence,
        Instant at,
        Target target,
        String route,
        Content body,
        @Nullable RateLimits rateLimits,
        List<String> droppedParameters) {
    public ResponseChunk {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(body, "body");
        droppedParameters = List.copyOf(droppedParameters);
    }

    /** One of a prompt that is under no limit, of a call for which nothing was left out. */
    public ResponseChunk(
            RequestId id,
            int attempt,
            String attemptId,
            int sequence,
            Instant at,
            Target target,
            String route,
            Content body) {
        this(id, attempt, attemptId, sequence, at, target, route, body, null, List.of());
    }

    /** A delta in the clear, or sealed. */
    public sealed interface Content {
        /** In the clear. */
        record Clear(CompletionDelta delta) implements Content {}

        /** Encrypted. */
        record Sealed(SealedBody body) implements Content {}
    }
}
