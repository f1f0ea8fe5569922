package io.promptyard.model.outcome;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.RequestId;
import io.promptyard.model.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended, on its way from the connector's callback to the verdict. {@code attemptId} ties it to its
 * attempt; a {@link Fence} is no call's end. {@code key} names the provider's key that was used, by its name or position.
 */
public record ProviderOutcome(
        RequestId id,
        int attempt,
        String attemptId,
        Instant at,
        Result result,
        @Nullable String key,
        List<String> droppedParameters) {
    public ProviderOutcome {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(result, "result");
        droppedParameters = List.copyOf(droppedParameters);
    }

    /** One whose key is not told, and for which nothing was left out. */
    public ProviderOutcome(RequestId id, int attempt, String attemptId, Instant at, Result result) {
        this(id, attempt, attemptId, at, result, null, List.of());
    }

    /** The closed set of ends. Latencies in milliseconds from the start of the call; usage null when not reported. */
    public sealed interface Result permits Answered, Failed, Fence {}

    /** The provider answered. {@code chunks} is how many response-chunks records were produced, 0 without streaming. */
    public record Answered(
            CompletionContent body,
            FinishReason finishReason,
            @Nullable TokenUsage usage,
            long latencyMillis,
            @Nullable Long firstTokenMillis,
            int chunks)
            implements Result {
        public Answered {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(finishReason, "finishReason");
        }

        public Answered withChunks(int chunks) {
            return new Answered(body, finishReason, usage, latencyMillis, firstTokenMillis, chunks);
        }
    }

    /**
     * It did not. {@code chunks} counts what was produced before: above 0, the stream is committed and nothing may be
     * tried again. {@code usage} is what was billed all the same, if known to the end; {@code usageSoFar} is what the provider had said of
     * it when it was not: input as reported, output at least so much. {@code received} is what the caller had got of it; null when nothing.
     */
    public record Failed(
            FailureKind kind,
            String message,
            @Nullable Integer httpStatus,
            @Nullable String providerCode,
            @Nullable Long retryAfterMillis,
            long latencyMillis,
            @Nullable Long firstTokenMillis,
            int chunks,
            @Nullable TokenUsage usage,
            @Nullable TokenUsage usageSoFar,
            @Nullable PartialAnswer received)
            implements Result {
        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
        }

        /** One of which the caller has received nothing, or nobody has gathered it. */
        public Failed(
                FailureKind kind,
                String message,
                @Nullable Integer httpStatus,
                @Nullable String providerCode,
                @Nullable Long retryAfterMillis,
                long latencyMillis,
                @Nullable Long firstTokenMillis,
                int chunks,
                @Nullable TokenUsage usage,
                @Nullable TokenUsage usageSoFar) {
            this(
                    kind,
                    message,
                    httpStatus,
                    providerCode,
                    retryAfterMillis,
                    latencyMillis,
                    firstTokenMillis,
                    chunks,
                    usage,
                    usageSoFar,
                    null);
        }

        /** One of which the provider has said the whole usage, or nothing. */
        public Failed(
                FailureKind kind,
                String message,
                @Nullable Integer httpStatus,
                @Nullable String providerCode,
                @Nullable Long retryAfterMillis,
                long latencyMillis,
                @Nullable Long firstTokenMillis,
                int chunks,
                @Nullable TokenUsage usage) {
            this(
                    kind,
                    message,
                    httpStatus,
                    providerCode,
                    retryAfterMillis,
                    latencyMillis,
                    firstTokenMillis,
                    chunks,
                    usage,
                    null);
        }

        /** A failure without a reply: nothing streamed, nothing billed that we know of. */
        public static Failed of(FailureKind kind, String message, long latencyMillis) {
            return new Failed(kind, message, null, null, null, latencyMillis, null, 0, null);
        }

        public Failed withChunks(int chunks) {
            return with(chunks, received);
        }

        /** The same, committed by what the caller has received. */
        public Failed withReceived(PartialAnswer received) {
            return with(Math.max(chunks, received.chunks()), received);
        }

        /** The same, as committed as it is; what the caller had got of it is not told. */
        public Failed withoutReceived() {
            return with(chunks, null);
        }

        private Failed with(int chunks, @Nullable PartialAnswer received) {
            return new Failed(
                    kind,
                    message,
                    httpStatus,
                    providerCode,
                    retryAfterMillis,
                    latencyMillis,
                    firstTokenMillis,
                    chunks,
                    usage,
                    usageSoFar,
                    received);
        }
    }

    /** A mark that a restarted worker reads back before it calls anything again. */
    public record Fence(String epoch) implements Result {
        public Fence {
            Objects.requireNonNull(epoch, "epoch");
        }
    }
}
