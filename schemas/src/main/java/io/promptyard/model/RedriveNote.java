package io.promptyard.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a dead letter, which stands at {@code partition} and {@code offset}, was sent again under {@code id}.
 * {@code sentAt} null means that it was begun and nobody knows whether the broker has it.
 */
public record RedriveNote(
        RequestId id,
        RequestId of,
        Instant begunAt,
        @Nullable Instant sentAt,
        int partition,
        long offset,
        @Nullable String route,
        @Nullable String model) {
    public RedriveNote {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(begunAt, "begunAt");
    }

    public RedriveNote sent(Instant at) {
        return new RedriveNote(id, of, begunAt, at, partition, offset, route, model);
    }
}
