package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.broker.EmbeddedBroker;
import io.promptyard.standalone.registry.EmbeddedSchemaRegistry;
import io.promptyard.standalone.registry.RegistrySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt whose schema the router has yet to ask for, while the registry is away. */
class RegistryDownIT {
    private static final Duration AWAY = Duration.ofSeconds(4);

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerAPromptThatCameWhileTheRegistryWasDown() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(data.kafka())).start()) {
            EmbeddedSchemaRegistry registry = registry(vertx, 0, broker);
            int port = registry.port();
            Cluster cluster =
                    new Cluster.Remote(broker.bootstrapServers(), registry.url(), true, directory.resolve("streams"));
            try (TestYard yard = TestYard.on(cluster);
                    TopicTail<FinalResponse> responses = yard.tail(yard.topics.responses())) {
                // Given
                produce(yard, "known", prompt(yard, "known"));
                responses.await("known", 1);
                int id = registerNewVersion(registry.url());
                done(registry.close());
                // When
                produce(yard, "while-down", withSchema(prompt(yard, "while-down"), id));
                Awaitility.await("the registry is away")
                        .pollDelay(AWAY)
                        .until(() ->
                                yard.simulator().books().callsOf("while-down").isEmpty());
                registry = registry(vertx, port, broker);
                // Then
                FinalResponse response =
                        responses.await("while-down", 1).getFirst().value();
                assertThat(response.result()).isInstanceOf(Answer.class);
            }
            done(registry.close());
        } finally {
            done(vertx.close());
        }
    }

    private static EmbeddedSchemaRegistry registry(Vertx vertx, int port, EmbeddedBroker broker) throws Exception {
        return done(EmbeddedSchemaRegistry.start(
                vertx, new RegistrySettings("127.0.0.1", port, broker.bootstrapServers())));
    }

    /** Our schema with one more field that has a default: another id for the same bytes but for the last. */
    private static int registerNewVersion(String url) throws Exception {
        String subject = url + "/subjects/promptyard.prompts-value/versions";
        try (HttpClient client = HttpClient.newHttpClient()) {
            String latest = client.send(
                            HttpRequest.newBuilder(URI.create(subject + "/latest/schema"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            String documented = new AvroSchema(latest).canonicalString();
            String later = documented.substring(0, documented.lastIndexOf(']'))
                    + ",{\"name\":\"later\",\"type\":[\"null\",\"string\"],\"default\":null}]}";
            String body = "{\"schema\":" + Json.encode(later) + "}";
            String answer = client.send(
                            HttpRequest.newBuilder(URI.create(subject))
                                    .header("content-type", "application/vnd.schemaregistry.v1+json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return new JsonObject(answer).getInteger("id");
        }
    }

    private static byte[] prompt(TestYard yard, String id) {
        var topic = yard.topics.prompts();
        return topic.valueSerde()
                .serializer()
                .serialize(
                        topic.name(),
                        PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name a river")));
    }

    /** The same record under another schema id; the new last field is null. */
    private static byte[] withSchema(byte[] record, int id) {
        return ByteBuffer.allocate(record.length + 1)
                .put(record)
                .put((byte) 0)
                .putInt(1, id)
                .array();
    }

    private static void produce(TestYard yard, String id, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, value))
                    .get();
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
