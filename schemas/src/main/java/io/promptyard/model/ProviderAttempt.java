package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a provider: one record before it starts, one after it ended, under one attempt id. What only the second
 * knows is null in the first. Cost in USD, null when not known. {@code settles} numbers the dispatch whose reservation
 * ends with it, null when none does. {@code retryAfterMillis} is what the provider asked us to wait; {@code key} names
 * the provider's key that was used, by its name or position. {@code usageSoFar} is what the provider had said of tokens when the call broke
 * off, and {@code costAtLeastUsd} what that alone costs: lower bounds, null where usage and cost are known.
 */
public record ProviderAttempt(
        String attemptId,
        RequestId id,
        Instant at,
        Phase phase,
        int attempt,
        Target target,
        String route,
        String tenant,
        String endpoint,
        Map<String, String> tags,
        boolean success,
        @Nullable FailureKind kind,
        @Nullable Integer httpStatus,
        @Nullable Long latencyMillis,
        @Nullable Long firstTokenMillis,
        @Nullable TokenUsage usage,
        @Nullable BigDecimal costUsd,
        boolean stream,
        @Nullable Experiment experiment,
        @Nullable Task task,
        @Nullable BigDecimal expectedCostUsd,
        Purpose purpose,
        @Nullable Integer settles,
        @Nullable Long retryAfterMillis,
        @Nullable String key,
        @Nullable TokenUsage usageSoFar,
        @Nullable BigDecimal costAtLeastUsd) {
    /** What it was made for. */
    public enum Purpose {
        UNKNOWN,
        /** The prompt's answer, whoever gives it in the end. */
        ANSWER,
        /** A rating of the prompt, before the decision: it never ends the request. */
        JUDGE,
        /** An answer of another target beside the prompt's own, for nobody who waits. Its request id is its own. */
        SHADOW
    }

    /** Before or after the call. */
    public enum Phase {
        UNKNOWN,
        STARTED,
        ENDED
    }

    public ProviderAttempt {
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(purpose, "purpose");
        tags = Map.copyOf(tags);
    }

    /** One whose usage is known whole, or not at all. */
    public ProviderAttempt(
            String attemptId,
            RequestId id,
            Instant at,
            Phase phase,
            int attempt,
            Target target,
            String route,
            String tenant,
            String endpoint,
            Map<String, String> tags,
            boolean success,
            @Nullable FailureKind kind,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis,
            @Nullable Long firstTokenMillis,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal costUsd,
            boolean stream,
            @Nullable Experiment experiment,
            @Nullable Task task,
            @Nullable BigDecimal expectedCostUsd,
            Purpose purpose,
            @Nullable Integer settles,
            @Nullable Long retryAfterMillis,
            @Nullable String key) {
        this(
                attemptId,
                id,
                at,
                phase,
                attempt,
                target,
                route,
                tenant,
                endpoint,
                tags,
                success,
                kind,
                httpStatus,
                latencyMillis,
                firstTokenMillis,
                usage,
                costUsd,
                stream,
                experiment,
                task,
                expectedCostUsd,
                purpose,
                settles,
                retryAfterMillis,
                key,
                null,
                null);
    }

    /** One of which neither is told: how long to wait, and which key. */
    public ProviderAttempt(
            String attemptId,
            RequestId id,
            Instant at,
            Phase phase,
            int attempt,
            Target target,
            String route,
            String tenant,
            String endpoint,
            Map<String, String> tags,
            boolean success,
            @Nullable FailureKind kind,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis,
            @Nullable Long firstTokenMillis,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal costUsd,
            boolean stream,
            @Nullable Experiment experiment,
            @Nullable Task task,
            @Nullable BigDecimal expectedCostUsd,
            Purpose purpose,
            @Nullable Integer settles) {
        this(
                attemptId,
                id,
                at,
                phase,
                attempt,
                target,
                route,
                tenant,
                endpoint,
                tags,
                success,
                kind,
                httpStatus,
                latencyMillis,
                firstTokenMillis,
                usage,
                costUsd,
                stream,
                experiment,
                task,
                expectedCostUsd,
                purpose,
                settles,
                null,
                null,
                null,
                null);
    }

    /** One for an answer, that no reservation ends with. */
    public ProviderAttempt(
            String attemptId,
            RequestId id,
            Instant at,
            Phase phase,
            int attempt,
            Target target,
            String route,
            String tenant,
            String endpoint,
            Map<String, String> tags,
            boolean success,
            @Nullable FailureKind kind,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis,
            @Nullable Long firstTokenMillis,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal costUsd,
            boolean stream,
            @Nullable Experiment experiment,
            @Nullable Task task,
            @Nullable BigDecimal expectedCostUsd) {
        this(
                attemptId,
                id,
                at,
                phase,
                attempt,
                target,
                route,
                tenant,
                endpoint,
                tags,
                success,
                kind,
                httpStatus,
                latencyMillis,
                firstTokenMillis,
                usage,
                costUsd,
                stream,
                experiment,
                task,
                expectedCostUsd,
                Purpose.ANSWER,
                null,
                null,
                null,
                null,
                null);
    }

    /** One whose task and expected cost are not known, as before they were recorded. */
    public ProviderAttempt(
            String attemptId,
            RequestId id,
            Instant at,
            Phase phase,
            int attempt,
            Target target,
            String route,
            String tenant,
            String endpoint,
            Map<String, String> tags,
            boolean success,
            @Nullable FailureKind kind,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis,
            @Nullable Long firstTokenMillis,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal costUsd,
            boolean stream,
            @Nullable Experiment experiment) {
        this(
                attemptId,
                id,
                at,
                phase,
                attempt,
                target,
                route,
                tenant,
                endpoint,
                tags,
                success,
                kind,
                httpStatus,
                latencyMillis,
                firstTokenMillis,
                usage,
                costUsd,
                stream,
                experiment,
                null,
                null,
                Purpose.ANSWER,
                null,
                null,
                null,
                null,
                null);
    }
}
