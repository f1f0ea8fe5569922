package io.promptyard.chaos.load;

import io.promptyard.model.PromptRequest;
import io.promptyard.topic.RouterTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Prompts produced to the topic, and which of them the brokers acknowledged. For one sending thread. */
final class TopicDoor implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(60);

    private final RouterTopics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger keyless = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    TopicDoor(String bootstrapServers, RouterTopics topics) {
        this.topics = topics;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000",
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void prompt(PromptRequest request) {
        String name = topics.prompts().name();
        send(request.id().value(), topics.prompts().valueSerde().serializer().serialize(name, request));
    }

    /** A record that is no prompt. */
    void noise(@Nullable String id) {
        send(id, "this is no prompt".getBytes(StandardCharsets.UTF_8));
    }

    private void send(@Nullable String id, byte[] value) {
        byte[] key = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topics.prompts().name(), key, value), (metadata, failure) -> {
                if (failure != null) {
                    failed.incrementAndGet();
                } else if (id == null) {
                    keyless.incrementAndGet();
                } else {
                    acknowledged.add(id);
                }
            });
        } catch (KafkaException e) {
            failed.incrementAndGet();
        }
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int keyless() {
        return keyless.get();
    }

    int failed() {
        return failed.get();
    }

    /** Returns when every record was acknowledged or given up. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
