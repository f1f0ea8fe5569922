package io.promptyard.router.ingress;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.Names;
import io.promptyard.router.Step;
import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The door. Headers become fields; a record that is no prompt is refused; the same id again within 24 hours is counted
 * and passed no further, unless it is the same record read again after a crash. Records leave with the time of the
 * wall clock, as a producer's own may lie outside every retention.
 */
public final class AcceptPrompt extends ContextualProcessor<String, PromptRequest, String, Step> {
    private static final Duration MEMORY = Duration.ofHours(24);

    private final DeadLetterFactory deadLetters;
    private final RouterMetrics metrics;
    private final Clock clock;
    private WindowStore<String, Seen> seen;

    private AcceptPrompt(DeadLetterFactory deadLetters, RouterMetrics metrics, Clock clock) {
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Makes the processor and its store. */
    public record Supplier(DeadLetterFactory deadLetters, RouterMetrics metrics, Clock clock)
            implements ProcessorSupplier<String, PromptRequest, String, Step> {
        @Override
        public Processor<String, PromptRequest, String, Step> get() {
            return new AcceptPrompt(deadLetters, metrics, clock);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.windowStoreBuilder(
                    Stores.persistentWindowStore(Names.SEEN_PROMPTS, MEMORY, MEMORY, false),
                    Serdes.String(),
                    Seen.serde()));
        }
    }

    @Override
    public void init(ProcessorContext<String, Step> context) {
        super.init(context);
        seen = context.getStateStore(Names.SEEN_PROMPTS);
    }

    @Override
    public void process(Record<String, PromptRequest> record) {
        Instant now = clock.instant();
        PromptRequest request = record.value();
        if (request == null) {
            refuse(record, now, "value: must be a PromptRequest (got nothing)");
        } else if (record.key() == null || !record.key().equals(request.id().value())) {
            refuse(record, now, "key: must equal the prompt's id");
        } else {
            accept(record, withHeaders(record, request), now);
        }
    }

    private void accept(Record<String, PromptRequest> record, PromptRequest request, Instant now) {
        long offset = context().recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        long fingerprint = Fingerprint.of(request);
        Seen first = first(record.key(), now);
        if (first == null) {
            seen.put(record.key(), new Seen(offset, fingerprint), now.toEpochMilli());
        } else if (first.offset() != offset) {
            repeated(record, first, fingerprint, now);
            return;
        }
        metrics.accepted();
        context().forward(record.withValue((Step) new Step.Accepted(request)).withTimestamp(now.toEpochMilli()));
    }

    private Seen first(String id, Instant now) {
        try (WindowStoreIterator<Seen> all = seen.fetch(id, now.minus(MEMORY), now)) {
            return all.hasNext() ? all.next().value : null;
        }
    }

    private void repeated(Record<String, PromptRequest> record, Seen first, long fingerprint, Instant now) {
        boolean same = first.fingerprint() == fingerprint;
        metrics.repeated(same);
        if (!same) {
            String message = "id: must be unique for 24 hours (got another prompt under the same id)";
            bury(record, now, new Burial(null, null, letter(record, FailureKind.DUPLICATE, message, now)));
        }
    }

    private void refuse(Record<String, PromptRequest> record, Instant now, String message) {
        metrics.unreadable();
        var response = record.key() == null || record.key().isBlank() || hasOwnEnd(record, now)
                ? null
                : deadLetters.unreadable(new RequestId(record.key()), FailureKind.INVALID_REQUEST, message, now);
        Integer partition = RecordHeaders.replyPartition(record.headers()).orElse(null);
        bury(record, now, new Burial(partition, response, letter(record, FailureKind.INVALID_REQUEST, message, now)));
    }

    /** A bad record under the id of an accepted prompt must not end that prompt. */
    private boolean hasOwnEnd(Record<String, PromptRequest> record, Instant now) {
        return first(record.key(), now) != null;
    }

    private void bury(Record<String, PromptRequest> record, Instant now, Burial burial) {
        context().forward(record.withValue((Step) new Step.Refused(burial)).withTimestamp(now.toEpochMilli()));
    }

    private DeadLetter letter(Record<String, PromptRequest> record, FailureKind kind, String message, Instant now) {
        Optional<RecordMetadata> origin = context().recordMetadata();
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        return deadLetters.notAdmitted(
                key, record.value(), origin, kind, message, context().taskId().toString(), now);
    }

    private static PromptRequest withHeaders(Record<String, PromptRequest> record, PromptRequest request) {
        String trace = RecordHeaders.traceparent(record.headers()).orElse(request.traceparent());
        Integer reply = RecordHeaders.replyPartition(record.headers()).orElse(request.replyPartition());
        return request.withIngress(trace, reply);
    }
}
