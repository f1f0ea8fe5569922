package io.promptyard.e2e;

import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** An application without the gateway: produces prompts and reads the answers from the topics. For one thread. */
final class TopicClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final SerdeFactory serdes;
    private final RouterTopics topics;
    private final KafkaProducer<String, PromptRequest> producer;
    private final KafkaConsumer<String, FinalResponse> consumer;
    private final Map<String, FinalResponse> responses = new HashMap<>();

    TopicClient(String bootstrapServers, String registryUrl) {
        serdes = SerdeFactory.connect(RegistryConfig.of(registryUrl));
        topics = RouterTopics.of(TopicNames.standard(), serdes);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                topics.prompts().keySerde().serializer(),
                topics.prompts().valueSerde().serializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                topics.responses().keySerde().deserializer(),
                topics.responses().valueSerde().deserializer());
        List<TopicPartition> partitions = consumer
                .partitionsFor(topics.responses().name())
                .stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Produces a prompt and returns when the broker has acknowledged it. */
    void produce(String id, String model, String prompt) throws Exception {
        PromptRequest request = PromptRequest.of(
                        new RequestId(id), Instant.now(), PromptContent.PromptBody.ofUser(prompt))
                .withModel(model);
        producer.send(new ProducerRecord<>(topics.prompts().name(), id, request))
                .get();
    }

    /** The first response to each id; fails when one has none in time. */
    Map<String, FinalResponse> await(Set<String> ids, Duration patience) {
        Awaitility.await("responses to " + ids.size() + " prompts")
                .atMost(patience)
                .until(() -> {
                    consumer.poll(POLL).forEach(record -> responses.putIfAbsent(record.key(), record.value()));
                    return responses.keySet().containsAll(ids);
                });
        Map<String, FinalResponse> asked = new HashMap<>(responses);
        asked.keySet().retainAll(ids);
        return asked;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        serdes.close();
    }
}
