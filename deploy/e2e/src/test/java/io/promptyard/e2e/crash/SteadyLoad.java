package io.promptyard.e2e.crash;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Prompts by topic, one after another, from a thread of its own until {@link #stop}. */
final class SteadyLoad implements AutoCloseable {
    private static final int MAY_FAIL_EVERY = 4;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final SerdeFactory serdes;
    private final RouterTopics topics;
    private final KafkaProducer<String, PromptRequest> producer;
    private final Duration gap;
    private int sent;

    /** A prompt after every {@code gap}. */
    SteadyLoad(UpProcess cluster, Duration gap) {
        this.gap = gap;
        serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        topics = RouterTopics.of(TopicNames.standard(), serdes);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all"),
                topics.prompts().keySerde().serializer(),
                topics.prompts().valueSerde().serializer());
    }

    /** Every fourth prompt goes to a model that fails at times: one of four of these waits in a worker's store to be tried again. */
    void start() {
        thread.scheduleAtFixedRate(this::next, 0, gap.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void next() {
        String model = sent % MAY_FAIL_EVERY == 0 ? SlowProvider.RETRIED : PromptRequest.AUTO;
        String id = "steady-" + sent++;
        producer.send(record(id, model), (metadata, failure) -> {
            if (failure == null) {
                acknowledged.add(id);
            }
        });
    }

    /** Sends one and waits for the broker. */
    void send(String id) throws ExecutionException, InterruptedException {
        producer.send(record(id, PromptRequest.AUTO)).get();
    }

    private ProducerRecord<String, PromptRequest> record(String id, String model) {
        PromptRequest request = PromptRequest.of(
                        new RequestId(id), Instant.now(), PromptBody.ofUser("What is the capital of Norway?"))
                .withModel(model);
        return new ProducerRecord<>(topics.prompts().name(), id, request);
    }

    /** Those that the broker has acknowledged so far. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Sends no more; returns when the broker has acknowledged what was sent. */
    void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.MINUTES);
        producer.flush();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        producer.close();
        serdes.close();
    }
}
