package io.promptyard.router.published;

import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic of one partition from its beginning, in no group. For one thread; {@link #wakeup} is for others.
 */
public final class PublishedTopic<V> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<String, V> topic;
    private final TopicPartition partition;

    /** Takes what was read, in order. */
    public interface Taker<V> {
        /**
         * A record; null takes what stood under the key away.
         *
         * @param written the record's own time
         */
        void take(String key, @Nullable V value, long offset, Instant written);

        /** Bytes that are no record of ours: what stood under the key before stays. */
        void unreadable(String key, long offset, RuntimeException why);
    }

    public PublishedTopic(Consumer<byte[], byte[]> consumer, Topic<String, V> topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), 0);
        consumer.assign(Set.of(partition));
        consumer.seekToBeginning(Set.of(partition));
    }

    /** @param client settings of a Kafka client on the cluster */
    public static <V> PublishedTopic<V> connect(Map<String, Object> client, Topic<String, V> topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new PublishedTopic<>(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    /** Whether there is such a topic at all. */
    public boolean exists() {
        return !consumer.partitionsFor(topic.name(), PATIENCE).isEmpty();
    }

    /** Reads to where the topic ends now. */
    public void readToEnd(Taker<V> taker) {
        long end = consumer.endOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
        while (consumer.position(partition, PATIENCE) < end) {
            poll(taker);
        }
    }

    /** Reads what has come; waits for a moment when nothing has. What cannot be taken now is read again. */
    public void poll(Taker<V> taker) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            try {
                if (record.key() != null) {
                    take(record, taker);
                }
            } catch (RuntimeException e) { // of the registry
                consumer.seek(partition, record.offset());
                throw e;
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Taker<V> taker) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        V value;
        try {
            value = read(record);
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            taker.unreadable(key, record.offset(), e);
            return;
        }
        taker.take(key, value, record.offset(), Instant.ofEpochMilli(record.timestamp()));
    }

    private @Nullable V read(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null
                ? null
                : topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    /** The record at an offset once more; null when it is not there any more. */
    public @Nullable V again(long offset) {
        long back = consumer.position(partition, PATIENCE);
        consumer.seek(partition, offset);
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                if (record.offset() == offset) {
                    return read(record);
                }
            }
            return null;
        } finally {
            consumer.seek(partition, back);
        }
    }

    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
