package io.promptyard.standalone.runtime;

import io.promptyard.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Everything committed in a topic, read as it comes. For one thread. */
final class TopicTail<V> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, V> consumer;
    private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

    TopicTail(String bootstrapServers, Topic<String, V> topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                topic.valueSerde().deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Every record with this key, once there are so many. */
    List<ConsumerRecord<String, V>> await(String key, int count) {
        return await(record -> key.equals(record.key()), count);
    }

    /** Every record that fits, once there are so many. */
    List<ConsumerRecord<String, V>> await(Predicate<ConsumerRecord<String, V>> wanted, int count) {
        Awaitility.await(count + " records").atMost(PATIENCE).until(() -> {
            consumer.poll(POLL).forEach(records::add);
            return records.stream().filter(wanted).count() >= count;
        });
        return records.stream().filter(wanted).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
