package io.promptyard.router.app;

import io.promptyard.model.Allowance;
import io.promptyard.router.Names;
import io.promptyard.router.own.Allowances;
import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what this process's allowances say to the keeper of budgets, and back: a producer and a plain consumer from the end, on one thread. The
 * keeper's word is read when it is committed. Where nothing is heard there is no money, and calls of the router's own are not made.
 */
public final class KafkaAllowances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAllowances.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Topic<String, Allowance> topic;
    private final Allowances allowances;
    private final Queue<Allowance> said = new ConcurrentLinkedQueue<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;
    private long tickedAt = System.nanoTime();
    private volatile boolean closed;

    private KafkaAllowances(
            Topic<String, Allowance> topic,
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            InstantSource clock,
            Supplier<String> ids) {
        this.topic = topic;
        this.consumer = consumer;
        this.producer = producer;
        this.allowances = new Allowances(said::add, clock, ids);
        this.thread = Thread.ofPlatform().name("allowances").daemon().unstarted(this::run);
    }

    /**
     * Listens from now on: positions are taken before it returns.
     *
     * @param ids a new unique text at every call
     */
    public static KafkaAllowances start(
            KafkaSettings kafka, RouterTopics topics, InstantSource clock, Supplier<String> ids) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, Names.client(topics.names(), "allowances", kafka.instance()));
        Map<String, Object> reading = new HashMap<>(config);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        var consumer = NewRecords.of(topics.allowances().name(), reading);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CLOSE.toMillis()); // it must not keep the process from its end
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaAllowances started = new KafkaAllowances(topics.allowances(), consumer, producer, clock, ids);
        started.thread.start();
        return started;
    }

    /** Closed with this. */
    public Allowances allowances() {
        return allowances;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    step();
                } catch (WakeupException | InterruptException e) {
                    throw e;
                } catch (RuntimeException e) { // such as credentials that are being replaced
                    LOG.error("allowances are not heard, and tried again: {}", e.toString());
                    LockSupport.parkNanos(TICK.toNanos());
                }
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("closed");
        }
    }

    private void step() {
        tell();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            heard(record);
        }
        if (System.nanoTime() - tickedAt >= TICK.toNanos()) {
            tickedAt = System.nanoTime();
            allowances.tick();
        }
    }

    private void heard(ConsumerRecord<byte[], byte[]> record) {
        try {
            Allowance answer = topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
            if (answer != null) {
                allowances.heard(answer);
            }
        } catch (UnreadableRecordException | RegistryUnavailableException e) { // it is asked for again
            LOG.warn(
                    "allowance at offset {} not read: {}",
                    record.offset(),
                    e.getClass().getSimpleName());
        }
    }

    /** In order; what cannot be said now is said later. */
    private void tell() {
        for (Allowance next = said.peek(); next != null; next = said.peek()) {
            try {
                producer.send(record(next), (sent, failure) -> {
                    if (failure != null) { // asked for again; or charged in full, as if the process had died
                        LOG.warn(
                                "an allowance was not said: {}",
                                failure.getClass().getSimpleName());
                    }
                });
            } catch (RegistryUnavailableException e) {
                LOG.warn(
                        "waiting to say what allowances came to: {}",
                        e.getClass().getSimpleName());
                return;
            }
            said.remove();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Allowance next) {
        return new ProducerRecord<>(
                topic.name(),
                topic.keySerde().serializer().serialize(topic.name(), next.id()),
                topic.valueSerde().serializer().serialize(topic.name(), next));
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        allowances.close();
        tell();
        producer.close(CLOSE);
    }
}
