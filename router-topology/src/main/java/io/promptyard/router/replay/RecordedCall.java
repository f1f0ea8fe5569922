package io.promptyard.router.replay;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one call that has ended, for a prompt's answer. Cost in USD, null when not known, as are times and tokens;
 * {@code settles} numbers the dispatch whose reservation it ended.
 */
public record RecordedCall(
        String attemptId,
        int attempt,
        Instant at,
        Target target,
        boolean success,
        @Nullable FailureKind kind,
        @Nullable Integer httpStatus,
        @Nullable Long retryAfterMillis,
        @Nullable Long latencyMillis,
        @Nullable Long firstTokenMillis,
        @Nullable Long tokens,
        @Nullable BigDecimal costUsd,
        @Nullable Integer settles) {
    public RecordedCall {
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(target, "target");
    }

    /** Null for a call that has not ended, and for one that was not made for an answer. */
    public static @Nullable RecordedCall of(ProviderAttempt attempt) {
        if (attempt.phase() != ProviderAttempt.Phase.ENDED || attempt.purpose() != ProviderAttempt.Purpose.ANSWER) {
            return null;
        }
        TokenUsage usage = attempt.usage();
        return new RecordedCall(
                attempt.attemptId(),
                attempt.attempt(),
                attempt.at(),
                attempt.target(),
                attempt.success(),
                attempt.kind(),
                attempt.httpStatus(),
                attempt.retryAfterMillis(),
                attempt.latencyMillis(),
                attempt.firstTokenMillis(),
                usage == null ? null : Long.valueOf(usage.promptTokens() + usage.completionTokens()),
                attempt.costUsd(),
                attempt.settles());
    }
}
