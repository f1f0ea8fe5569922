package io.promptyard.model.outcome;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.Experiment;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RateLimits;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one terminal answer to a prompt. {@code costUsd} covers every attempt and is null when any is not known.
 * {@code redriveOf} is the id that a redriven prompt was first asked under. {@code rateLimits} are the limits per minute that it is under, null where there are
 * none.
 */
public record FinalResponse(
        RequestId id,
        Instant at,
        String tenant,
        Result result,
        int attempts,
        @Nullable BigDecimal costUsd,
        @Nullable Experiment experiment,
        @Nullable RequestId redriveOf,
        @Nullable RateLimits rateLimits) {
    public FinalResponse {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(result, "result");
    }

    /** Of a prompt that is nobody's redrive. */
    public FinalResponse(
            RequestId id,
            Instant at,
            String tenant,
            Result result,
            int attempts,
            @Nullable BigDecimal costUsd,
            @Nullable Experiment experiment) {
        this(id, at, tenant, result, attempts, costUsd, experiment, null, null);
    }

    /** The same, with the limits that the prompt is under. */
    public FinalResponse limited(@Nullable RateLimits limits) {
        return limits == null
                ? this
                : new FinalResponse(id, at, tenant, result, attempts, costUsd, experiment, redriveOf, limits);
    }

    /** An end of {@code request}. */
    public static FinalResponse of(
            PromptRequest request, Instant at, Result result, int attempts, @Nullable BigDecimal costUsd) {
        Redrive redrive = request.redrive();
        return new FinalResponse(
                request.id(),
                at,
                request.tenant(),
                result,
                attempts,
                costUsd,
                request.experiment(),
                redrive == null ? null : redrive.of(),
                null);
    }

    /** Good or bad, never neither. {@code attemptId} is the last attempt's, {@code chunks} what it had streamed. */
    public sealed interface Result permits Answer, Refusal {
        String attemptId();

        int chunks();
    }

    /** A good end. Latencies in milliseconds, of the successful call alone; the parameters are those left out for the host. */
    public record Answer(
            Target target,
            String route,
            CompletionContent body,
            FinishReason finishReason,
            @Nullable TokenUsage usage,
            long latencyMillis,
            @Nullable Long firstTokenMillis,
            String attemptId,
            int chunks,
            List<String> droppedParameters)
            implements Result {
        public Answer {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(route, "route");
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(finishReason, "finishReason");
            Objects.requireNonNull(attemptId, "attemptId");
            droppedParameters = List.copyOf(droppedParameters);
        }

        /** One to all that was asked. */
        public Answer(
                Target target,
                String route,
                CompletionContent body,
                FinishReason finishReason,
                @Nullable TokenUsage usage,
                long latencyMillis,
                @Nullable Long firstTokenMillis,
                String attemptId,
                int chunks) {
            this(
                    target,
                    route,
                    body,
                    finishReason,
                    usage,
                    latencyMillis,
                    firstTokenMillis,
                    attemptId,
                    chunks,
                    List.of());
        }
    }

    /** A bad end. {@code deadLetter} is the id of the dead letter, null when none was written. */
    public record Refusal(
            FailureKind kind,
            String message,
            int httpStatus,
            @Nullable Target target,
            @Nullable String deadLetter,
            @Nullable String route,
            @Nullable Long retryAfterMillis,
            String attemptId,
            int chunks)
            implements Result {
        public Refusal {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(attemptId, "attemptId");
        }
    }
}
