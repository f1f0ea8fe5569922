package io.promptyard.router.app;

import io.promptyard.connector.health.HealthBoard;
import io.promptyard.model.ProviderHealth;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells routers, by {@code provider-health}, whom this process finds fit to be called: on a thread of its own, what has changed since the last look a
 * quarter of a second ago. Figures alone are told every two seconds at most. What could not be produced is told again.
 */
public final class HealthPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthPublisher.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FIGURES = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Topic<String, ProviderHealth> topic;
    private final HealthBoard board;
    private final String instance;
    private final Clock clock;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private record Told(ProviderHealth health, Instant at) {}

    HealthPublisher(
            Producer<byte[], byte[]> producer,
            Topic<String, ProviderHealth> topic,
            HealthBoard board,
            String instance,
            Clock clock) {
        this.producer = producer;
        this.topic = topic;
        this.board = board;
        this.instance = instance;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("health-publisher").daemon().unstarted(this::run);
    }

    public static HealthPublisher start(KafkaSettings kafka, RouterTopics topics, HealthBoard board, Clock clock) {
        Map<String, Object> config = kafka.client(topics.names(), "health");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        HealthPublisher publisher = new HealthPublisher(
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                topics.providerHealth(),
                board,
                kafka.instance(),
                clock);
        publisher.thread.start();
        return publisher;
    }

    private void run() {
        while (!closed) {
            try {
                publish();
            } catch (RuntimeException e) { // of the registry or the broker: the next look may be better
                LOG.warn("health could not be told: {}", e.getClass().getSimpleName());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Tells what has changed. */
    void publish() {
        Instant now = clock.instant();
        for (ProviderHealth seen : board.view(instance, now)) {
            Told before = told.get(seen.key());
            ProviderHealth health = before == null ? seen : sinceThen(before.health(), seen);
            if (before == null || isDue(before, health, now)) {
                told.put(seen.key(), new Told(health, now));
                try {
                    send(health);
                } catch (RuntimeException e) {
                    told.remove(seen.key());
                    throw e;
                }
            }
        }
    }

    /** A provider's board does not say since when. */
    private static ProviderHealth sinceThen(ProviderHealth before, ProviderHealth seen) {
        return seen.model() == null && seen.state() == before.state() ? seen.since(before.since()) : seen;
    }

    private static boolean isDue(Told before, ProviderHealth health, Instant now) {
        if (before.health().equals(health)) {
            return false;
        }
        boolean same = before.health().state() == health.state()
                && Objects.equals(before.health().until(), health.until());
        return !same || !before.at().plus(FIGURES).isAfter(now);
    }

    private void send(ProviderHealth health) {
        byte[] key = topic.keySerde().serializer().serialize(topic.name(), health.key());
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), health);
        producer.send(new ProducerRecord<>(topic.name(), key, value), (sent, failure) -> {
            if (failure != null) {
                told.remove(health.key());
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE);
    }
}
