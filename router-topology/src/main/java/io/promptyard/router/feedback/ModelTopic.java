package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of models from its beginning, in no group, and keeps a shelf of what stands there. For one thread; {@link
 * #wakeup} is for others.
 */
public final class ModelTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<String, LearnedModel> topic;
    private final TopicPartition partition;
    private final ModelShelf shelf = new ModelShelf();

    ModelTopic(Consumer<byte[], byte[]> consumer, Topic<String, LearnedModel> topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), 0);
        consumer.assign(Set.of(partition));
        consumer.seekToBeginning(Set.of(partition));
    }

    /** @param client settings of a Kafka client on the cluster */
    public static ModelTopic connect(Map<String, Object> client, Topic<String, LearnedModel> topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new ModelTopic(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    public ModelShelf shelf() {
        return shelf;
    }

    /** Reads to where the topic ends now. */
    public ModelShelf readToEnd() {
        long end = consumer.endOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
        while (consumer.position(partition, PATIENCE) < end) {
            poll();
        }
        return shelf;
    }

    /** Reads what has come; waits for a moment when nothing has. */
    void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.key() != null) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            shelf.put(key, read(record), record.offset());
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            // What stood under the key before stays.
            LOG.warn(
                    "model record at offset {} is not readable: {}",
                    record.offset(),
                    e.getClass().getSimpleName());
        }
    }

    private @Nullable LearnedModel read(ConsumerRecord<byte[], byte[]> record) {
        return topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    /** A version with its weights; null when its record is not there any more. */
    @Nullable
    LearnedModel load(ModelShelf.Kept kept) {
        long back = consumer.position(partition, PATIENCE);
        consumer.seek(partition, kept.offset());
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                if (record.offset() == kept.offset()) {
                    return read(record);
                }
            }
            return null;
        } finally {
            consumer.seek(partition, back);
        }
    }

    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
