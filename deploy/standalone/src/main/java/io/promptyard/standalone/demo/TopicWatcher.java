package io.promptyard.standalone.demo;

import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses, attempts, decisions and dead letters, from where they ended when this began, into {@link Stories}. Has
 * one thread of its own; {@link #close} ends it.
 */
final class TopicWatcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final Map<String, BiConsumer<String, byte[]>> readers;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    private TopicWatcher(Consumer<String, byte[]> consumer, Map<String, BiConsumer<String, byte[]>> readers) {
        this.consumer = consumer;
        this.readers = readers;
        this.thread = Thread.ofPlatform().name("demo-topics").daemon().unstarted(this::read);
    }

    static TopicWatcher start(String bootstrapServers, RouterTopics topics, Stories stories) {
        Map<String, BiConsumer<String, byte[]>> readers = new HashMap<>();
        reader(readers, topics.responses(), (key, response) -> stories.add(response));
        reader(readers, topics.attempts(), (key, attempt) -> stories.add(attempt));
        reader(readers, topics.decisions(), (key, decision) -> stories.add(decision));
        reader(readers, topics.deadLetters(), stories::add);
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "promptyard-demo",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : readers.keySet()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Asked for here, because the seek is lazy and would otherwise pass over what is sent next.
        partitions.forEach(consumer::position);
        TopicWatcher watcher = new TopicWatcher(consumer, readers);
        watcher.thread.start();
        return watcher;
    }

    private static <V> void reader(
            Map<String, BiConsumer<String, byte[]>> readers, Topic<String, V> topic, BiConsumer<String, V> sink) {
        readers.put(
                topic.name(),
                (key, bytes) ->
                        sink.accept(key, topic.valueSerde().deserializer().deserialize(topic.name(), bytes)));
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    readers.get(record.topic()).accept(record.key(), record.value());
                }
            }
        } catch (WakeupException e) {
            // close() asked for the end.
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Ends the reading; a record that could not be read is thrown here. */
    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }
}
