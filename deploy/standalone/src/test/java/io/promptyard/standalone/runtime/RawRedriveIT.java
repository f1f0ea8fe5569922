package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.topic.TopicCatalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dead letters of records that nobody could read. */
class RawRedriveIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private static TestYard yard;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldAskAnewWhenTheSchemaHasComeSince() throws Exception {
        // Given: a record written with a schema that the registry does not have yet
        int next = register("{\"type\":\"string\"}", "some-value") + 1;
        byte[] bytes = prompt("early");
        ByteBuffer.wrap(bytes).putInt(1, next);
        send("early", bytes);
        assertThat(letters("early", 1)).hasSize(1);
        CliRun tooEarly = redrive("early");
        // When
        JsonNode ours = JSON.readTree(get("/subjects/promptyard.prompts-value/versions/latest"));
        int id = register(
                ours.at("/schema").textValue().replaceFirst("A prompt, as a client", "A prompt, as anyone"),
                "promptyard.prompts-value");
        CliRun sent = redrive("early", "--json");
        // Then
        assertThat(id).isEqualTo(next);
        assertThat(tooEarly.code()).isEqualTo(1);
        assertThat(tooEarly.out()).contains("impossible", "--raw");
        assertThat(response(JSON.readTree(sent.out()).at("/0/id").textValue()).result())
                .isInstanceOf(Answer.class);
        assertThat(response("early").result()).isInstanceOf(Refusal.class);
    }

    @Test
    void shouldPutTheBytesBackOnceWhenRawIsAskedFor() throws Exception {
        // Given
        send("junk", new byte[] {9, 9, 9});
        String place = place("junk");
        // When
        CliRun first = redrive(place, "--raw");
        List<DeadLetter> both = letters("junk", 2);
        CliRun second = redrive(place, "--raw");
        // Then: the bytes are as bad as they were
        assertThat(first.err()).isEqualTo("1 sent%n".formatted());
        assertThat(both).hasSize(2);
        assertThat(both.getLast().source().rawValue()).isEqualTo(ByteBuffer.wrap(new byte[] {9, 9, 9}));
        assertThat(second.err()).isEqualTo("1 already%n".formatted());
    }

    @Test
    void shouldKeepTheBeginningAndGoOnWhenAnUnreadableRecordIsAsLargeAsItsTopicTakes() throws Exception {
        // Given
        int size = TopicCatalogue.MAX_CONTENT_BYTES - 1000;
        // When
        send("huge", new byte[size]);
        // Then
        assertThat(response("huge").result()).isInstanceOf(Refusal.class);
        assertThat(letters("huge", 1)).hasSize(1).first().satisfies(letter -> {
            assertThat(letter.source().rawValueBytes()).isEqualTo(size);
            assertThat(letter.source().rawValue().remaining()).isGreaterThan(size - 1024 * 1024);
        });
        send("after", prompt("after"));
        assertThat(response("after").result()).isInstanceOf(Answer.class);
        assertThat(redrive("huge", "--raw").out()).contains("only the beginning");
    }

    /** Of the first letter under a key. */
    private String place(String key) {
        try (TopicTail<DeadLetter> tail = yard.tail(yard.topics.deadLetters())) {
            ConsumerRecord<String, DeadLetter> first = tail.await(key, 1).getFirst();
            return first.partition() + ":" + first.offset();
        }
    }

    private CliRun redrive(String id, String... more) {
        String[] fixed = {
            "dead-letters",
            "redrive",
            id,
            "--bootstrap",
            yard.promptyard.bootstrapServers(),
            "--registry",
            yard.promptyard.registryUrl()
        };
        return CliRun.of(
                Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new));
    }

    private byte[] prompt(String id) {
        return yard.topics
                .prompts()
                .valueSerde()
                .serializer()
                .serialize(
                        yard.topics.prompts().name(),
                        PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers")));
    }

    private void send(String key, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                yard.promptyard.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                TopicCatalogue.MAX_CONTENT_BYTES,
                "buffer.memory",
                2L * TopicCatalogue.MAX_CONTENT_BYTES);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            yard.topics.prompts().name(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private FinalResponse response(String id) {
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            return tail.await(id, 1).getFirst().value();
        }
    }

    private List<DeadLetter> letters(String key, int count) {
        try (TopicTail<DeadLetter> tail = yard.tail(yard.topics.deadLetters())) {
            return tail.await(key, count).stream().map(record -> record.value()).toList();
        }
    }

    private int register(String schema, String subject) throws Exception {
        String body = JSON.writeValueAsString(Map.of("schema", schema));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(yard.promptyard.registryUrl() + "/subjects/" + subject + "/versions"))
                .header("content-type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return JSON.readTree(answer).at("/id").intValue();
    }

    private String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(yard.promptyard.registryUrl() + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
