package io.promptyard.router.published;

import io.promptyard.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes a published topic. Each call returns when the broker has the record, or throws. Thread-safe. */
public final class RecordPublisher<V> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ENVELOPE = 1024 * 1024;

    private final Producer<String, byte[]> producer;
    private final Topic<String, V> topic;

    public RecordPublisher(Producer<String, byte[]> producer, Topic<String, V> topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * @param client settings of a Kafka client on the cluster
     * @param largest bytes of the largest record
     */
    public static <V> RecordPublisher<V> connect(
            Map<String, Object> client, Topic<String, V> topic, int largest, Duration block) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest + ENVELOPE);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * (largest + ENVELOPE));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block.toMillis());
        return new RecordPublisher<>(
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()), topic);
    }

    public static <V> RecordPublisher<V> connect(Map<String, Object> client, Topic<String, V> topic, int largest) {
        return connect(client, topic, largest, PATIENCE);
    }

    /** Null takes what stands under the key away. */
    public void put(String key, @Nullable V record) {
        put(key, record, PATIENCE);
    }

    public void put(String key, @Nullable V record, Duration patience) {
        byte[] value = record == null ? null : topic.valueSerde().serializer().serialize(topic.name(), record);
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("not published under " + key + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not published under " + key + " within " + patience, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
