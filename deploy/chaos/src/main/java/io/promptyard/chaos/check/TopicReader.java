package io.promptyard.chaos.check;

import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics from their beginning to where they end now, as a consumer of this isolation sees them. */
final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;

    TopicReader(String bootstrapServers, boolean committedOnly) {
        settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                committedOnly ? "read_committed" : "read_uncommitted");
    }

    <V> List<Noted<V>> read(Topic<String, V> topic) {
        return records(topic.name()).stream()
                .map(record -> new Noted<>(
                        record.partition(),
                        record.offset(),
                        key(record),
                        value(topic, record),
                        record.headers().lastHeader(RecordHeaders.REPEAT_OF) != null))
                .toList();
    }

    /** Offsets between the first and the last that hold no record that this consumer is given. */
    long gaps(String topic) {
        Map<Integer, Long> last = new HashMap<>();
        long gaps = 0;
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            long expected = last.getOrDefault(record.partition(), -1L) + 1;
            gaps += record.offset() - expected;
            last.put(record.partition(), record.offset());
        }
        return gaps;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(topic + " could not be read to its end");
                }
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    private static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static <V> @Nullable V value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            return null; // a record that is none of ours, sent on purpose
        }
    }
}
