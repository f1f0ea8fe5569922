package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
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

/** Writes the topic of models. Each call returns when the broker has the record, or throws. Thread-safe. */
public final class ModelPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ENVELOPE = 1024 * 1024;

    private final Producer<String, byte[]> producer;
    private final Topic<String, LearnedModel> topic;

    ModelPublisher(Producer<String, byte[]> producer, Topic<String, LearnedModel> topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** @param client settings of a Kafka client on the cluster */
    public static ModelPublisher connect(Map<String, Object> client, Topic<String, LearnedModel> topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.MAX_MODEL_BYTES + ENVELOPE);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * (TopicCatalogue.MAX_MODEL_BYTES + ENVELOPE));
        return new ModelPublisher(
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()), topic);
    }

    /** The weights of a version. */
    public void version(LearnedModel model) {
        put(model.version(), model);
    }

    /** What is to be used as long as no pin holds. */
    public void active(LearnedModel pointer) {
        put(LearnedModel.ACTIVE, pointer);
    }

    public void pin(LearnedModel pointer) {
        put(LearnedModel.PIN, pointer);
    }

    /** Takes a version off the shelf. */
    public void remove(String version) {
        put(version, null);
    }

    private void put(String key, @Nullable LearnedModel record) {
        byte[] value = record == null ? null : topic.valueSerde().serializer().serialize(topic.name(), record);
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("not published under " + key + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not published under " + key + " within " + PATIENCE, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
