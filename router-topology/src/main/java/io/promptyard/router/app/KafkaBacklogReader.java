package io.promptyard.router.app;

import io.promptyard.model.Dispatch;
import io.promptyard.router.worker.BacklogReader;
import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.RouterTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads with a consumer of its own, without a group, on one thread for the whole process. */
public final class KafkaBacklogReader implements BacklogReader {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final int POLLS = 10;
    /** A fetch ahead of what is read finds nothing at the end of the log, and the next reading must wait for it. */
    private static final int FETCH_WAITS_MILLIS = 10;
    /** What a reading fetches beyond its share is thrown away. */
    private static final int FETCH_BYTES = 256 * 1024;

    private final RouterTopics topics;
    private final Consumer<byte[], byte[]> consumer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("backlog").daemon().factory());

    KafkaBacklogReader(RouterTopics topics, Consumer<byte[], byte[]> consumer) {
        this.topics = topics;
        this.consumer = consumer;
    }

    public static KafkaBacklogReader connect(KafkaSettings kafka, RouterTopics topics) {
        return new KafkaBacklogReader(
                topics, new KafkaConsumer<>(config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Under exactly-once an aborted dispatch stands in a tenant's span, too: the worker never saw it. */
    static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "promptyard-backlog-" + kafka.instance());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAITS_MILLIS);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, kafka.exactlyOnce() ? "read_committed" : "read_uncommitted");
        return config;
    }

    @Override
    public CompletableFuture<Found> read(Span span) {
        try {
            return CompletableFuture.supplyAsync(() -> find(span), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Found find(Span span) {
        TopicPartition partition = span.dispatches();
        consumer.assign(List.of(partition));
        consumer.seek(partition, span.from());
        List<Dispatch> found = new ArrayList<>();
        for (int polls = 0; polls < POLLS; polls++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() > span.to()) {
                    return new Found(found, record.offset());
                }
                read(record)
                        .filter(dispatch -> dispatch.request().tenant().equals(span.tenant()))
                        .ifPresent(found::add);
                if (found.size() >= span.most()) {
                    return new Found(found, record.offset() + 1);
                }
            }
            if (consumer.position(partition) > span.to()) {
                break;
            }
        }
        return new Found(found, consumer.position(partition));
    }

    /** What cannot be read went to the dead letters when it was read first. A registry that is away fails the reading. */
    private Optional<Dispatch> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(
                    topics.dispatchSerde().deserializer().deserialize(record.topic(), record.value()));
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        consumer.wakeup();
        try {
            thread.awaitTermination(CLOSE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
