package io.promptyard.chaos.check;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows prompts and responses by their keys: which prompt has no response yet. For one thread. */
public final class Tail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String prompts;
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    public Tail(String bootstrapServers, boolean committedOnly, String prompts, String responses) {
        this.prompts = prompts;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        committedOnly ? "read_committed" : "read_uncommitted"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(prompts, responses).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on for a moment. */
    public void look() {
        consumer.poll(POLL).forEach(record -> {
            if (record.key() != null) {
                String id = new String(record.key(), StandardCharsets.UTF_8);
                (record.topic().equals(prompts) ? accepted : answered).add(id);
            }
        });
    }

    public int accepted() {
        return accepted.size();
    }

    public Set<String> unanswered() {
        Set<String> unanswered = new HashSet<>(accepted);
        unanswered.removeAll(answered);
        return unanswered;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
