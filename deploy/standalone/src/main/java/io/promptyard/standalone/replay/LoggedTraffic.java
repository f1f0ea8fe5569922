package io.promptyard.standalone.replay;

import io.promptyard.model.Feedback;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.feedback.Ratings;
import io.promptyard.router.replay.OutcomeBytes;
import io.promptyard.router.replay.RecordedCall;
import io.promptyard.router.replay.RecordedCase;
import io.promptyard.router.replay.RecordedOutcome;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A lane's prompts with their decisions and all that came of them, in the order in which they were decided. Reads attempts and
 * feedback first, up to their ends, then prompts and decisions together. What has to be kept meanwhile stays in memory up to a share
 * of the heap, and on disk beyond that, so the length of the log is bounded by the disk alone. For one thread.
 */
public final class LoggedTraffic implements AutoCloseable {
    /** A prompt may be decided so much later than it was written: then by its deadline or a budget's window. */
    private static final Duration LATE = Duration.ofHours(1);
    /** Clocks of producers differ from ours. */
    private static final Duration EARLY = Duration.ofMinutes(15);

    private final RouterTopics topics;
    private final TopicSpans spans;
    private final MergedScan scan;
    private final SpillMap<byte[]> outcomes;
    private final OutcomeBytes written = new OutcomeBytes();
    private final long memory;
    private long unreadable;
    private long withoutPrompt;

    LoggedTraffic(RouterTopics topics, MergedScan scan) {
        this.topics = topics;
        this.scan = scan;
        this.spans = new TopicSpans(scan.consumer());
        this.memory = MergedScan.share();
        this.outcomes = new SpillMap<>(SpillMap.Bytes.plain(), OutcomeBytes::together, memory);
    }

    /** Of a running system; to be closed. */
    public static LoggedTraffic of(ClusterAddress cluster, RouterTopics topics) {
        return new LoggedTraffic(topics, new MergedScan(cluster));
    }

    /** Hands on each case; the exceptions of Kafka and of the registry come through. */
    public void read(Stretch stretch, Consumer<RecordedCase> cases) {
        Instant early = minus(stretch.from(), EARLY);
        Map<TopicPartition, MergedScan.Span> told = new HashMap<>();
        told.putAll(spans.between(topics.attempts().name(), early, Instant.MAX));
        told.putAll(spans.between(topics.feedback().name(), early, Instant.MAX));
        scan.forEach(told, this::told);
        readAlone(stretch, cases);
    }

    /** The same without what came of them, which is not read. */
    public void readAlone(Stretch stretch, Consumer<RecordedCase> cases) {
        Instant early = minus(stretch.from(), EARLY);
        Map<TopicPartition, MergedScan.Span> asked = new HashMap<>();
        Map<TopicPartition, MergedScan.Span> prompts = stretch.offsets().isEmpty()
                ? spans.between(topics.prompts().name(), early, plus(stretch.to(), EARLY))
                : spans.at(topics.prompts().name(), stretch.offsets());
        asked.putAll(prompts);
        asked.putAll(spans.between(topics.decisions().name(), early, plus(stretch.to(), LATE)));
        try (CaseJoin join = new CaseJoin(
                memory,
                this::outcome,
                bytes -> value(topics.prompts(), bytes),
                bytes -> value(topics.decisions(), bytes),
                cases)) {
            scan.forEach(asked, record -> asked(record, stretch, join));
            unreadable += join.unreadable();
            withoutPrompt += stretch.offsets().isEmpty() ? join.withoutPrompt() : 0;
        }
    }

    private static Instant minus(Instant at, Duration duration) {
        return at.isBefore(Instant.EPOCH.plus(duration)) ? Instant.EPOCH : at.minus(duration);
    }

    private static Instant plus(Instant at, Duration duration) {
        return at.isAfter(Instant.MAX.minus(duration)) ? Instant.MAX : at.plus(duration);
    }

    private void told(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.attempts().name())) {
            ProviderAttempt attempt = read(topics.attempts(), record);
            RecordedCall call = attempt == null ? null : RecordedCall.of(attempt);
            if (attempt != null && call != null) {
                put(attempt.id(), RecordedOutcome.of(call));
            }
            return;
        }
        Feedback feedback = read(topics.feedback(), record);
        Double score = feedback == null ? null : Ratings.score(feedback);
        if (feedback != null && score != null) {
            put(feedback.id(), RecordedOutcome.NONE.with(new RecordedOutcome.Score(feedback.target(), score)));
        }
    }

    private void put(RequestId id, RecordedOutcome more) {
        outcomes.put(id.value(), written.write(more));
    }

    private RecordedOutcome outcome(String id) {
        byte[] found = outcomes.get(id);
        return found == null ? RecordedOutcome.NONE : written.read(found);
    }

    private void asked(ConsumerRecord<byte[], byte[]> record, Stretch stretch, CaseJoin join) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.topic().equals(topics.prompts().name())) {
            join.prompt(id, record.value());
            return;
        }
        RoutingDecision decision = read(topics.decisions(), record);
        if (decision != null && stretch.holds(decision.at())) {
            join.decision(id, record.value(), decision);
        }
    }

    private <V> @Nullable V read(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            return value(topic, record.value());
        } catch (UnreadableRecordException e) {
            unreadable++;
            return null;
        }
    }

    private static <V> V value(Topic<String, V> topic, byte[] bytes) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
    }

    /** Records that could not be read, so far. */
    public long unreadable() {
        return unreadable;
    }

    /** Records that the broker deleted before they could be read, so far. */
    public long deleted() {
        return scan.deleted();
    }

    /** Decisions whose prompt is not in the log any more, so far. */
    public long withoutPrompt() {
        return withoutPrompt;
    }

    @Override
    public void close() {
        outcomes.close();
        scan.close();
    }
}
