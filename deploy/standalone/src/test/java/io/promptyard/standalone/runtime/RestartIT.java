package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    @TempDir
    private Path directory;

    @Test
    void shouldGoOnWhereItStoppedOnTheSameDirectory() throws Exception {
        // Given
        String schema;
        Set<String> topics;
        ConsumerRecord<String, FinalResponse> old;
        try (TestYard yard = TestYard.start(directory)) {
            old = answered(yard, "old");
            schema = schema(yard);
            topics = topics(yard);
        }
        // When
        try (TestYard yard = TestYard.start(directory)) {
            // Then
            assertThat(schema(yard)).isEqualTo(schema);
            assertThat(topics(yard)).isEqualTo(topics);
            answered(yard, "new");
            try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
                tail.await("new", 1);
                assertThat(tail.await("old", 1)).singleElement().satisfies(again -> {
                    assertThat(again.offset()).isEqualTo(old.offset());
                    assertThat(again.value()).isEqualTo(old.value());
                });
            }
        }
    }

    private static ConsumerRecord<String, FinalResponse> answered(TestYard yard, String id) throws Exception {
        PromptRequest prompt =
                PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers of Europe"));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, prompt))
                    .get();
        }
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            ConsumerRecord<String, FinalResponse> response = tail.await(id, 1).getFirst();
            assertThat(response.value().result()).isInstanceOf(Answer.class);
            return response;
        }
    }

    private static String schema(TestYard yard) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI latest =
                    URI.create(yard.promptyard.registryUrl() + "/subjects/promptyard.prompts-value/versions/latest");
            return http.send(HttpRequest.newBuilder(latest).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static Set<String> topics(TestYard yard) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()))) {
            return Set.copyOf(admin.listTopics().names().get());
        }
    }
}
