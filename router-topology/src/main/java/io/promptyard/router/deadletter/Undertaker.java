package io.promptyard.router.deadletter;

import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.reply.ReplyPartitions;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.RouterTopics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes, for the Streams handlers, the raw records that end a record nobody could handle: a dead letter, and a refusal
 * under its key where a prompt's caller is owed one. Thread-safe.
 */
public final class Undertaker {
    /** Under this key the handlers find theirs in their configuration. */
    public static final String CONFIG = "promptyard.undertaker";

    private final RouterTopics topics;
    private final Set<String> owed;
    private final ReplyPartitions replyPartitions;
    private final DeadLetterFactory deadLetters;
    private final RouterMetrics metrics;
    private final Clock clock;

    /**
     * @param owed topics whose records stand for a prompt that has no other end
     * @param replyPartitions partitions of responses
     */
    public Undertaker(
            RouterTopics topics,
            Set<String> owed,
            int replyPartitions,
            DeadLetterFactory deadLetters,
            RouterMetrics metrics,
            Clock clock) {
        this.topics = topics;
        this.owed = Set.copyOf(owed);
        this.replyPartitions = new ReplyPartitions(replyPartitions, metrics);
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What could not be handled: where it came from, as it was, and what went wrong, in words without content.
     * {@code topic} is null for what no record led to: a punctuator's, or another letter.
     */
    public record Corpse(
            @Nullable String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            String stage,
            String taskId,
            FailureKind kind,
            String message,
            Throwable cause) {}

    public List<ProducerRecord<byte[], byte[]>> bury(Corpse corpse) {
        return bury(corpse, corpse.topic() != null && owed.contains(corpse.topic()));
    }

    /**
     * For a record that cannot be produced to {@code destination}, whose key {@code corpse} bears: a refusal is owed
     * unless the prompt goes on without the record.
     */
    List<ProducerRecord<byte[], byte[]>> buryTooLarge(String destination, Corpse corpse) {
        boolean aside = destination.equals(topics.deadLetters().name())
                || destination.equals(topics.decisions().name())
                || destination.equals(topics.attempts().name());
        return bury(corpse, !aside);
    }

    private List<ProducerRecord<byte[], byte[]>> bury(Corpse corpse, boolean refusalOwed) {
        metrics.buried(corpse.kind());
        byte[] key = Remains.key(corpse);
        Instant now = clock.instant();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(letter(corpse, key, now));
        RequestId id = DeadLetterFactory.id(key);
        if (id != null && refusalOwed) {
            records.add(refusal(corpse, id, now));
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> letter(Corpse corpse, byte @Nullable [] key, Instant now) {
        DeadLetter letter = deadLetters.undecodable(corpse, now);
        String topic = topics.deadLetters().name();
        byte[] value = topics.deadLetters().valueSerde().serializer().serialize(topic, letter);
        var record = new ProducerRecord<>(topic, null, now.toEpochMilli(), key, value);
        ErrorHeaders.write(record.headers(), letter, corpse.cause());
        return record;
    }

    private ProducerRecord<byte[], byte[]> refusal(Corpse corpse, RequestId id, Instant now) {
        FinalResponse response = deadLetters.unreadable(id, corpse.kind(), corpse.message(), now);
        String topic = topics.responses().name();
        byte[] value = topics.responses().valueSerde().serializer().serialize(topic, response);
        Integer partition = replyPartitions.existing(
                RecordHeaders.replyPartition(corpse.headers()).orElse(null));
        return new ProducerRecord<>(topic, partition, now.toEpochMilli(), corpse.key(), value);
    }
}
