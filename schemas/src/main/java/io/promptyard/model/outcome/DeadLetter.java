package io.promptyard.model.outcome;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt or record that nobody could handle, with its story. Either {@code request} is there (it could be read) or
 * {@code source} with the raw bytes. {@code message} holds no prompt content; {@code received}, what the caller of a stream had
 * got when it broke off, does. {@code usage} and {@code usageSoFar} are of the last attempt, as in its outcome.
 */
public record DeadLetter(
        @Nullable RequestId id,
        Instant at,
        FailureKind kind,
        String stage,
        String message,
        String tenant,
        @Nullable String route,
        @Nullable Target target,
        @Nullable Integer httpStatus,
        @Nullable Source source,
        @Nullable String exceptionClass,
        String applicationId,
        String taskId,
        @Nullable PromptRequest request,
        List<AttemptSummary> attempts,
        @Nullable PartialAnswer received,
        @Nullable TokenUsage usage,
        @Nullable TokenUsage usageSoFar) {
    public DeadLetter {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(tenant, "tenant");
        attempts = List.copyOf(attempts);
    }

    /** One that no call's end led to. */
    public DeadLetter(
            @Nullable RequestId id,
            Instant at,
            FailureKind kind,
            String stage,
            String message,
            String tenant,
            @Nullable String route,
            @Nullable Target target,
            @Nullable Integer httpStatus,
            @Nullable Source source,
            @Nullable String exceptionClass,
            String applicationId,
            String taskId,
            @Nullable PromptRequest request,
            List<AttemptSummary> attempts) {
        this(
                id,
                at,
                kind,
                stage,
                message,
                tenant,
                route,
                target,
                httpStatus,
                source,
                exceptionClass,
                applicationId,
                taskId,
                request,
                attempts,
                null,
                null,
                null);
    }

    /** The same, of a call that ended like this. */
    public DeadLetter after(ProviderOutcome.Failed last) {
        return new DeadLetter(
                id,
                at,
                kind,
                stage,
                message,
                tenant,
                route,
                target,
                httpStatus,
                source,
                exceptionClass,
                applicationId,
                taskId,
                request,
                attempts,
                last.received(),
                last.usage(),
                last.usageSoFar());
    }

    /**
     * Where the record came from, and its bytes where it could not be read. {@code rawValueBytes} is the size of the
     * value where {@code rawValue} holds only its beginning; null where that is whole.
     */
    public record Source(
            String topic,
            int partition,
            long offset,
            @Nullable ByteBuffer rawKey,
            @Nullable ByteBuffer rawValue,
            @Nullable Long rawValueBytes) {
        /** With the value whole. */
        public Source(
                String topic, int partition, long offset, @Nullable ByteBuffer rawKey, @Nullable ByteBuffer rawValue) {
            this(topic, partition, offset, rawKey, rawValue, null);
        }
    }
}
