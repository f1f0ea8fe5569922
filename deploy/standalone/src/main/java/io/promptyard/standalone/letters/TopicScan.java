package io.promptyard.standalone.letters;

import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning to where it ended when the scan was made, and no further, as often as wanted: each
 * pass sees the same records, less what the broker has deleted since. In no group, so it disturbs no one. For one thread.
 */
public final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int RECORDS = 50;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> begins;

    private TopicScan(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> begins) {
        this.consumer = consumer;
        this.ends = ends;
        this.begins = begins;
    }

    /** @throws UnknownTopicOrPartitionException when there is no such topic */
    public static TopicScan of(ClusterAddress cluster, String topic) {
        return since(cluster, topic, Instant.EPOCH);
    }

    /**
     * Of what is not older than a time.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    public static TopicScan since(ClusterAddress cluster, String topic, Instant time) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                cluster.client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest", // what the broker deletes under a pass is missing, and nothing that follows it
                        "max.poll.records",
                        RECORDS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found.isEmpty()) {
                throw new UnknownTopicOrPartitionException("no topic " + topic + " on this cluster");
            }
            List<TopicPartition> partitions = found.stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions); // or the consumer warns that it was asked about what is not its own
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            return new TopicScan(consumer, ends, time.equals(Instant.EPOCH) ? Map.of() : begins(consumer, ends, time));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static Map<TopicPartition, Long> begins(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, PATIENCE);
        Map<TopicPartition, Long> begins = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            begins.put(partition, first == null ? end : Long.valueOf(first.offset()));
        });
        return begins;
    }

    /** Hands on every record, in order within a partition. */
    public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> open = ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        consumer.assign(open.keySet());
        consumer.resume(open.keySet()); // what an earlier pass had paused stays paused
        consumer.seekToBeginning(open.keySet());
        open.keySet().stream()
                .filter(begins::containsKey)
                .forEach(partition -> consumer.seek(partition, begins.get(partition)));
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = open.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    reader.accept(record);
                }
            }
            // By position, as deleted records and transaction marks leave gaps.
            open.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !open.containsKey(partition))
                    .toList());
        }
    }

    /**
     * Hands on what each record says, by its key; tombstones and records without a key are left out.
     *
     * @return how many could not be read, and were passed over
     */
    public <V> long forEach(Topic<String, V> topic, BiConsumer<String, V> reader) {
        AtomicLong unreadable = new AtomicLong();
        forEach(record -> {
            String key = topic.keySerde().deserializer().deserialize(record.topic(), record.key());
            if (key == null || record.value() == null) {
                return;
            }
            V value;
            try {
                value = topic.valueSerde().deserializer().deserialize(record.topic(), record.headers(), record.value());
            } catch (UnreadableRecordException e) {
                unreadable.incrementAndGet();
                return;
            }
            reader.accept(key, value);
        });
        return unreadable.get();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
