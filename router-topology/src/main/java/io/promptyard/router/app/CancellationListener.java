package io.promptyard.router.app;

import io.promptyard.model.Cancellation;
import io.promptyard.router.Names;
import io.promptyard.router.worker.ProviderWorker;
import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.RouterTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this process's workers which callers hung up: a plain consumer of every partition from its end, on one thread of
 * its own, best effort.
 */
public final class CancellationListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CancellationListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final RouterTopics topics;
    private final Collection<ProviderWorker> workers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    private CancellationListener(
            RouterTopics topics, Collection<ProviderWorker> workers, KafkaConsumer<byte[], byte[]> consumer) {
        this.topics = topics;
        this.workers = List.copyOf(workers);
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("cancellations").daemon().unstarted(this::run);
    }

    /** Listens from now on: positions are taken before it returns. */
    public static CancellationListener start(
            KafkaSettings kafka, RouterTopics topics, Collection<ProviderWorker> workers) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, Names.client(topics.names(), "cancellations", kafka.instance()));
        var consumer = NewRecords.of(topics.cancellations().name(), config);
        CancellationListener listener = new CancellationListener(topics, workers, consumer);
        listener.thread.start();
        return listener;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    heard(record);
                }
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("closed");
        } catch (RuntimeException e) {
            LOG.error("cancellations are not heard any more: {}", e.toString());
        }
    }

    private void heard(ConsumerRecord<byte[], byte[]> record) {
        try {
            Cancellation cancellation =
                    topics.cancellations().valueSerde().deserializer().deserialize(record.topic(), record.value());
            if (cancellation != null) {
                workers.forEach(worker -> worker.cancel(cancellation.id()));
            }
        } catch (UnreadableRecordException | RegistryUnavailableException e) { // the next one may be heard
            LOG.warn(
                    "cancellation at {}-{} offset {} not read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getSimpleName());
        }
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
    }
}
