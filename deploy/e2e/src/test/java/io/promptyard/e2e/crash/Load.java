package io.promptyard.e2e.crash;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Prompts by topic and by HTTP. What the broker or the gateway said of each is kept; that the process dies is expected. */
final class Load implements AutoCloseable {
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger httpAnswers = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SerdeFactory serdes;
    private final KafkaProducer<String, PromptRequest> producer;
    private final String topic;
    private final String gateway;

    Load(UpProcess up) {
        serdes = SerdeFactory.connect(RegistryConfig.of(up.registryUrl()));
        RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
        topic = topics.prompts().name();
        gateway = up.gatewayUrl();
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", up.bootstrapServers(),
                        "acks", "all",
                        "max.block.ms", "10000",
                        "delivery.timeout.ms", "10000",
                        "request.timeout.ms", "5000"),
                topics.prompts().keySerde().serializer(),
                topics.prompts().valueSerde().serializer());
    }

    /** Sends without waiting for anything. */
    void produce(String name, int prompts) {
        produce(name, prompts, PromptRequest.AUTO);
    }

    /** The same for one model. */
    void produce(String name, int prompts, String model) {
        for (int i = 0; i < prompts; i++) {
            String id = name + "-" + i;
            PromptRequest prompt = PromptRequest.of(
                            new RequestId(id), Instant.now(), PromptBody.ofUser("Say something about " + id))
                    .withModel(model);
            producer.send(new ProducerRecord<>(topic, id, prompt), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.add(id);
                }
            });
        }
    }

    /** Asks over HTTP without waiting for the answers. */
    void ask(int prompts) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/chat/completions"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"model":"auto","messages":[{"role":"user","content":"Say something"}]}"""))
                .build();
        for (int i = 0; i < prompts; i++) {
            http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .thenAccept(response -> httpAnswers.addAndGet(response.statusCode() == 200 ? 1 : 0));
        }
    }

    /** Ids that the broker acknowledged. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int httpAnswers() {
        return httpAnswers.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        http.shutdownNow();
        serdes.close();
    }
}
