package io.promptyard.e2e.crash;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topics say to a reader of committed records once everything has ended: prompts accepted, responses given, attempts made. */
record Ledger(
        Set<String> accepted,
        Map<String, List<FinalResponse>> responses,
        Map<String, String> requestOfAttempt,
        long deadLetters) {

    /** Reads four topics from their beginning to where they end now. */
    static Ledger read(UpProcess up) {
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(up.registryUrl()))) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
            Map<String, List<FinalResponse>> responses = new HashMap<>();
            records(up, topics.responses())
                    .forEach(record -> responses
                            .computeIfAbsent(record.key(), id -> new ArrayList<>())
                            .add(record.value()));
            Map<String, String> attempts = new HashMap<>();
            for (ConsumerRecord<String, ProviderAttempt> record : records(up, topics.attempts())) {
                attempts.put(record.value().attemptId(), record.key());
            }
            Set<String> accepted = records(up, topics.prompts()).stream()
                    .map(ConsumerRecord::key)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Ledger(
                    accepted,
                    responses,
                    attempts,
                    records(up, topics.deadLetters()).size());
        }
    }

    Set<String> unanswered() {
        Set<String> unanswered = new TreeSet<>(accepted);
        unanswered.removeAll(responses.keySet());
        return unanswered;
    }

    /** Responses beyond the first of each id. */
    long duplicates() {
        return responses.values().stream().mapToLong(each -> each.size() - 1L).sum();
    }

    /** Calls beyond the first for each request, of calls by attempt id. */
    long repeated(Map<String, Long> calls) {
        Map<String, Long> byRequest = new HashMap<>();
        calls.forEach((attempt, count) -> byRequest.merge(
                requestOfAttempt.getOrDefault(attempt, "unknown attempt " + attempt), count, Long::sum));
        return byRequest.values().stream().mapToLong(count -> count - 1).sum();
    }

    private static <V> List<ConsumerRecord<String, V>> records(UpProcess up, Topic<String, V> topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", up.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), topic.valueSerde().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, V>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
