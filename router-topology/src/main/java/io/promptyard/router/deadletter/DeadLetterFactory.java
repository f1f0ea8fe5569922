package io.promptyard.router.deadletter;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.Names;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes dead letters and the refusals that go with them. Immutable. */
public record DeadLetterFactory(String applicationId) {

    /** A prompt whose attempts, or time, are used up, or whose failure no attempt can mend. */
    public DeadLetter exhausted(
            Dispatch dispatch,
            FailureKind kind,
            String message,
            Failed last,
            List<AttemptSummary> attempts,
            Instant now) {
        return letter(
                        dispatch.request(),
                        kind,
                        Names.VERDICT,
                        message,
                        dispatch.route(),
                        dispatch.target(),
                        last.httpStatus(),
                        attempts,
                        now)
                .after(last);
    }

    /** A prompt that the decision, or an error of our own before it, refused. */
    public DeadLetter refused(
            PromptRequest request,
            FailureKind kind,
            String stage,
            String message,
            @Nullable String route,
            List<AttemptSummary> attempts,
            Instant now) {
        AttemptSummary last = attempts.isEmpty() ? null : attempts.getLast();
        return letter(
                request,
                kind,
                stage,
                message,
                route,
                last == null ? null : last.target(),
                last == null ? null : last.httpStatus(),
                attempts,
                now);
    }

    /** The refusal of a prompt that never reached a worker, or came back from its last one. */
    public FinalResponse refusal(
            PromptRequest request,
            FailureKind kind,
            String message,
            @Nullable String route,
            @Nullable Long retryAfterMillis,
            List<AttemptSummary> attempts,
            @Nullable BigDecimal costUsd,
            Instant now) {
        AttemptSummary last = attempts.isEmpty() ? null : attempts.getLast();
        FinalResponse.Refusal refusal = new FinalResponse.Refusal(
                kind,
                message,
                kind.httpStatus(),
                last == null ? null : last.target(),
                request.id().value(),
                route,
                retryAfterMillis,
                last == null ? "" : last.attemptId(),
                0);
        return FinalResponse.of(request, now, refusal, attempts.size(), costUsd);
    }

    /** The refusal of a record that could not be read but has a key. */
    public FinalResponse unreadable(RequestId id, FailureKind kind, String message, Instant now) {
        FinalResponse.Refusal refusal =
                new FinalResponse.Refusal(kind, message, kind.httpStatus(), null, id.value(), null, null, "", 0);
        return new FinalResponse(id, now, PromptRequest.DEFAULT, refusal, 0, BigDecimal.ZERO, null);
    }

    /** A record that is no prompt: unreadable, empty, under a wrong key, or under a used id. */
    public DeadLetter notAdmitted(
            byte @Nullable [] key,
            @Nullable PromptRequest request,
            Optional<RecordMetadata> origin,
            FailureKind kind,
            String message,
            String taskId,
            Instant now) {
        DeadLetter.Source source = origin.map(
                        from -> new DeadLetter.Source(from.topic(), from.partition(), from.offset(), buffer(key), null))
                .orElse(null);
        return new DeadLetter(
                id(key),
                now,
                kind,
                Names.ACCEPT_PROMPT,
                message,
                PromptRequest.DEFAULT,
                null,
                null,
                null,
                source,
                null,
                applicationId,
                taskId,
                request,
                List.of());
    }

    /** A record that cannot be handled, as much of it as a letter holds. Its cause gives its class and nothing else. */
    public DeadLetter undecodable(Corpse corpse, Instant now) {
        return new DeadLetter(
                id(Remains.key(corpse)),
                now,
                corpse.kind(),
                corpse.stage(),
                corpse.message(),
                PromptRequest.DEFAULT,
                null,
                null,
                null,
                Remains.of(corpse),
                corpse.cause().getClass().getName(),
                applicationId,
                corpse.taskId(),
                null,
                List.of());
    }

    /** What is wrong with bytes that no serde reads. */
    public static String notAvro(byte @Nullable [] value) {
        return "value: must be Avro in the Confluent wire format of its topic's schema (got "
                + (value == null ? 0 : value.length) + " bytes that are not)";
    }

    /** The id that a raw key holds; null when there is none. */
    public static @Nullable RequestId id(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return text.isBlank() ? null : new RequestId(text);
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private DeadLetter letter(
            PromptRequest request,
            FailureKind kind,
            String stage,
            String message,
            @Nullable String route,
            @Nullable Target target,
            @Nullable Integer httpStatus,
            List<AttemptSummary> attempts,
            Instant now) {
        return new DeadLetter(
                request.id(),
                now,
                kind,
                stage,
                message,
                request.tenant(),
                route,
                target,
                httpStatus,
                null,
                null,
                applicationId,
                "",
                request,
                attempts);
    }
}
