package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Reservation;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final Instant CREATED = Instant.now();

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

    @Test
    void shouldKnowWhatItHasAnsweredWhenItsLocalStateWasOverwritten() throws Exception {
        // Given
        try (TestYard yard = TestYard.start(directory)) {
            answered(yard, "old");
        }
        // When
        overwrite(directory.resolve("streams"));
        // Then
        try (TestYard yard = TestYard.start(directory)) {
            send(yard, "old");
            answered(yard, "new");
            try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
                assertThat(tail.await("old", 2)).hasSize(2);
            }
            assertThat(yard.simulator().books().summary().calls())
                    .as("calls for what was asked before, and for what is new")
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerWhoWaitsForABudgetWhenAllBudgetsAreTakenOut() throws Exception {
        // Given
        String budget = "ceilings: [{ name: one, requests-per-minute: 1, over: queue }]\n";
        List<String> ids = List.of("p-1", "p-2", "p-3");
        try (TestYard yard = TestYard.start(directory, budget);
                TopicTail<Reservation> tail = yard.tail(yard.topics.reservations())) {
            for (String id : ids) {
                send(yard, id);
                tail.await(id, 1);
            }
        }
        // When
        try (TestYard yard = TestYard.start(directory)) {
            // Then
            try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
                for (String id : ids) {
                    assertThat(tail.await(id, 1))
                            .singleElement()
                            .satisfies(response ->
                                    assertThat(response.value().result()).isInstanceOf(Answer.class));
                }
            }
        }
    }

    private static void overwrite(Path state) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(state)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Files.writeString(file, "noise");
        }
    }

    private static ConsumerRecord<String, FinalResponse> answered(TestYard yard, String id) throws Exception {
        send(yard, id);
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            ConsumerRecord<String, FinalResponse> response = tail.await(id, 1).getFirst();
            assertThat(response.value().result()).isInstanceOf(Answer.class);
            return response;
        }
    }

    private static void send(TestYard yard, String id) throws Exception {
        PromptRequest prompt =
                PromptRequest.of(new RequestId(id), CREATED, PromptBody.ofUser("Name three rivers of Europe"));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, prompt))
                    .get();
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
