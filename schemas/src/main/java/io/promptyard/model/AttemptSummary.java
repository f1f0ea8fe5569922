package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt that failed, as later steps need to know it. Cost in USD, null when not known. */
public record AttemptSummary(
        int attempt,
        String attemptId,
        Target target,
        FailureKind kind,
        String message,
        @Nullable Integer httpStatus,
        @Nullable Long retryAfterMillis,
        Instant startedAt,
        long latencyMillis,
        @Nullable BigDecimal costUsd) {
    public AttemptSummary {
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(startedAt, "startedAt");
    }
}
