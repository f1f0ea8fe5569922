package io.promptyard.bench.usage;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads what the product recorded of its calls, from the beginning of {@code attempts}. Not thread-safe. */
final class Accounts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String PREFIX = "promptyard.";

    private final SerdeFactory serdes;
    private final KafkaConsumer<String, ProviderAttempt> consumer;
    private final Map<String, Account> ended = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Accounts(String bootstrapServers, String registryUrl) {
        serdes = SerdeFactory.connect(RegistryConfig.of(registryUrl));
        Topic<String, ProviderAttempt> topic =
                RouterTopics.of(new TopicNames(PREFIX), serdes).attempts();
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** By attempt id, of all that have ended by now. */
    Map<String, Account> read() {
        while (true) {
            var records = consumer.poll(POLL);
            if (records.isEmpty()) {
                return Map.copyOf(ended);
            }
            records.forEach(record -> take(record.value()));
        }
    }

    /** How many have begun and not ended. */
    int open() {
        return open.size();
    }

    private void take(ProviderAttempt attempt) {
        if (attempt.phase() != Phase.ENDED) {
            if (!ended.containsKey(attempt.attemptId())) {
                open.add(attempt.attemptId());
            }
            return;
        }
        open.remove(attempt.attemptId());
        ended.put(
                attempt.attemptId(),
                new Account(
                        attempt.attemptId(),
                        attempt.id().value(),
                        attempt.success(),
                        attempt.kind() == FailureKind.CANCELLED,
                        tokens(attempt.usage()),
                        attempt.costUsd(),
                        tokens(attempt.usageSoFar()),
                        attempt.costAtLeastUsd()));
    }

    private static @Nullable Tokens tokens(@Nullable TokenUsage usage) {
        return usage == null
                ? null
                : new Tokens(
                        usage.promptTokens(),
                        usage.cachedTokens(),
                        usage.cacheWriteTokens(),
                        usage.completionTokens(),
                        usage.reasoningTokens());
    }

    @Override
    public void close() {
        consumer.close();
        serdes.close();
    }
}
