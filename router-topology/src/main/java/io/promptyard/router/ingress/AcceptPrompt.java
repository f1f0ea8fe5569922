package io.promptyard.router.ingress;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.Names;
import io.promptyard.router.Step;
import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The door. Headers become fields; a record that is no prompt is refused, unless its key is the id of an accepted one,
 * and its refusal ends the id; the same id again within 24 hours is counted and passed no further: it is answered from
 * the first, or not at all while that is under way. The same record read again after a crash is no repeat. Records leave
 * with the time of the wall clock, as a producer's own may lie outside every retention.
 */
public final class AcceptPrompt extends ContextualProcessor<String, Arrival, String, Step> {
    private static final String OTHER_PROMPT = "another prompt under the same id";

    private final DeadLetterFactory deadLetters;
    private final RouterMetrics metrics;
    private final Clock clock;
    private final PastAnswers pastAnswers;
    private SeenPrompts seen;

    public AcceptPrompt(DeadLetterFactory deadLetters, RouterMetrics metrics, Clock clock, PastAnswers pastAnswers) {
        this.pastAnswers = pastAnswers;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, Step> context) {
        super.init(context);
        seen = new SeenPrompts(context);
    }

    @Override
    public void process(Record<String, Arrival> record) {
        Instant now = clock.instant();
        switch (record.value()) {
            case null -> refuse(record.withValue(null), now, "value: must be a PromptRequest (got nothing)");
            case Arrival.Unreadable unreadable -> refuse(record, unreadable, now);
            case Arrival.Prompt prompt -> admit(record.withValue(prompt.request()), prompt.request(), now);
        }
    }

    private void admit(Record<String, PromptRequest> record, PromptRequest request, Instant now) {
        if (record.key() == null || !record.key().equals(request.id().value())) {
            refuse(record, now, "key: must equal the prompt's id");
        } else {
            accept(record, withHeaders(record, request), now);
        }
    }

    private void accept(Record<String, PromptRequest> record, PromptRequest request, Instant now) {
        long offset = offset();
        long fingerprint = Fingerprint.of(request);
        Seen first = seen.first(record.key(), now);
        if (first == null) {
            seen.add(record.key(), new Seen(offset, fingerprint, null), now);
        } else if (first.offset() != offset) {
            repeated(record, request, first, first.fingerprint() == fingerprint, now);
            return;
        }
        metrics.accepted();
        context().forward(record.withValue((Step) new Step.Accepted(request)).withTimestamp(now.toEpochMilli()));
    }

    private void repeated(
            Record<String, PromptRequest> record, PromptRequest request, Seen first, boolean same, Instant now) {
        metrics.repeated(same);
        if (!same) {
            String got = first.isRefused() ? "a prompt under the id of a record that was refused" : OTHER_PROMPT;
            String message = "id: must be unique for 24 hours (got " + got + ")";
            bury(record, now, new Burial(null, null, letter(record, FailureKind.DUPLICATE, message, now)));
        }
        // Another prompt's answer is nobody else's; that an id was refused tells nothing of anybody.
        if (same || first.isRefused()) {
            answerAgain(record.key(), first, request.replyPartition());
        }
    }

    private void answerAgain(String id, Seen first, @Nullable Integer replyPartition) {
        if (first.answer() != null) {
            pastAnswers.repeat(id, first.answer(), replyPartition);
        }
    }

    private void refuse(Record<String, PromptRequest> record, Instant now, String message) {
        refuse(record, letter(record, FailureKind.INVALID_REQUEST, message, now), now);
    }

    private void refuse(Record<String, Arrival> record, Arrival.Unreadable unreadable, Instant now) {
        DeadLetter letter = deadLetters.undecodable(corpse(record, unreadable), now);
        // A key too long to be an id is in the letter, and nobody's to be answered under.
        refuse(letter.id() == null ? record.withKey((String) null) : record, letter, now);
    }

    private void refuse(Record<String, ?> record, DeadLetter letter, Instant now) {
        metrics.buried(letter.kind());
        Integer partition = RecordHeaders.replyPartition(record.headers()).orElse(null);
        FinalResponse response = owed(letter, partition, now)
                ? deadLetters.unreadable(letter.id(), letter.kind(), letter.message(), now)
                : null;
        bury(record, now, new Burial(partition, response, letter));
    }

    /** A bad record must not end a prompt that was accepted under its id, nor an id that another one ended. */
    private boolean owed(DeadLetter letter, @Nullable Integer replyPartition, Instant now) {
        if (letter.id() == null) {
            return false;
        }
        String id = letter.id().value();
        Seen first = seen.first(id, now);
        if (first == null) {
            seen.add(id, Seen.refused(offset()), now);
        } else if (first.isRefused() && first.offset() != offset()) {
            answerAgain(id, first, replyPartition);
        }
        return first == null || first.offset() == offset();
    }

    private long offset() {
        return context().recordMetadata().map(RecordMetadata::offset).orElse(-1L);
    }

    private Corpse corpse(Record<String, Arrival> record, Arrival.Unreadable unreadable) {
        Optional<RecordMetadata> origin = context().recordMetadata();
        return new Corpse(
                origin.map(RecordMetadata::topic).orElse(""),
                origin.map(RecordMetadata::partition).orElse(-1),
                origin.map(RecordMetadata::offset).orElse(-1L),
                keyBytes(record),
                unreadable.value(),
                record.headers(),
                Names.READ_PROMPTS,
                context().taskId().toString(),
                FailureKind.INVALID_REQUEST,
                DeadLetterFactory.notAvro(unreadable.value()),
                unreadable.cause());
    }

    private void bury(Record<String, ?> record, Instant now, Burial burial) {
        context().forward(record.withValue((Step) new Step.Refused(burial)).withTimestamp(now.toEpochMilli()));
    }

    private DeadLetter letter(Record<String, PromptRequest> record, FailureKind kind, String message, Instant now) {
        Optional<RecordMetadata> origin = context().recordMetadata();
        return deadLetters.notAdmitted(
                keyBytes(record),
                record.value(),
                origin,
                kind,
                message,
                context().taskId().toString(),
                now);
    }

    private static byte @Nullable [] keyBytes(Record<String, ?> record) {
        return record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
    }

    private static PromptRequest withHeaders(Record<String, PromptRequest> record, PromptRequest request) {
        String trace = RecordHeaders.traceparent(record.headers()).orElse(request.traceparent());
        Integer reply = RecordHeaders.replyPartition(record.headers()).orElse(request.replyPartition());
        String key = RecordHeaders.keyId(record.headers()).orElse(request.keyId());
        return request.withIngress(trace, reply).withKeyId(key);
    }
}
