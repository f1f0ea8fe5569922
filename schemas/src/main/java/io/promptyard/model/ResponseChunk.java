package io.promptyard.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a streamed answer on its topic. {@code sequence} counts from 0 without gaps within an attempt; a reader
 * commits to one attempt id. {@code rateLimits} as in {@link Dispatch}.
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
        @Nullable RateLimits rateLimits) {
    public ResponseChunk {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(body, "body");
    }

    /** One of a prompt that is under no limit. */
    public ResponseChunk(
            RequestId id,
            int attempt,
            String attemptId,
            int sequence,
            Instant at,
            Target target,
            String route,
            Content body) {
        this(id, attempt, attemptId, sequence, at, target, route, body, null);
    }

    /** A delta in the clear, or sealed. */
    public sealed interface Content {
        /** In the clear. */
        record Clear(CompletionDelta delta) implements Content {}

        /** Encrypted. */
        record Sealed(SealedBody body) implements Content {}
    }
}
