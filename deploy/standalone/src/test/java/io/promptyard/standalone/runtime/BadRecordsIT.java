package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that are no prompts, among prompts. */
class BadRecordsIT {
    private static final int CORRUPT = 10;
    private static final int LETTERS = CORRUPT + 7;

    private final List<Future<?>> sent = new ArrayList<>();
    private TestYard yard;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        yard = TestYard.start(null);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        yard.close();
    }

    @Test
    void shouldPutAsideWhatCannotBeReadAndAnswerTheRest() throws Exception {
        // Given
        List<String> good = IntStream.range(0, 24).mapToObj(i -> "good-" + i).toList();
        // When
        for (int i = 0; i < good.size(); i++) {
            send(good.get(i), prompt(good.get(i)));
            if (i < CORRUPT) {
                send("bad-" + i, corrupt(i));
            }
        }
        send("bad-schema", new byte[] {0, 0x7f, 0, 0, 1, 2, 3});
        send("bad-empty", null);
        send("bad-key", prompt("another-id"));
        send(null, new byte[] {9, 9});
        send("good-0", new byte[] {9, 9}); // an id that has its own end
        send("bad-0", prompt("bad-0")); // an id that its refusal has ended
        send("bad-0", new byte[] {9, 9});
        for (Future<?> each : sent) {
            each.get();
        }
        // Then
        List<ConsumerRecord<String, DeadLetter>> letters;
        try (TopicTail<DeadLetter> tail = yard.tail(yard.topics.deadLetters())) {
            letters = tail.await(record -> true, LETTERS);
        }
        assertThat(letters).hasSize(LETTERS).allSatisfy(BadRecordsIT::tellsItsOrigin);
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            List<ConsumerRecord<String, FinalResponse>> responses =
                    tail.await(BadRecordsIT::isFirst, good.size() + CORRUPT + 3);
            assertThat(responses)
                    .filteredOn(record -> record.value().result() instanceof Answer)
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrderElementsOf(good);
            assertThat(responses)
                    .filteredOn(record -> record.value().result() instanceof Refusal)
                    .extracting(ConsumerRecord::key)
                    .hasSize(CORRUPT + 3)
                    .doesNotHaveDuplicates()
                    .allMatch(key -> key.startsWith("bad-"));
        }
    }

    /** No copy of a response for a later record under its id. */
    private static boolean isFirst(ConsumerRecord<String, FinalResponse> response) {
        return response.headers().lastHeader(RecordHeaders.REPEAT_OF) == null;
    }

    private static void tellsItsOrigin(ConsumerRecord<String, DeadLetter> letter) {
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo("promptyard.prompts");
        assertThat(header(letter, "__streams.errors.partition")).matches("\\d+");
        assertThat(header(letter, "__streams.errors.offset")).matches("\\d+");
        assertThat(header(letter, "__streams.errors.exception")).isNotBlank();
        assertThat(header(letter, "__streams.errors.message")).doesNotContain("rivers");
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    /** No magic byte, cut short, an empty value, or bytes turned round. */
    private byte[] corrupt(int which) {
        byte[] whole = prompt("bad-" + which);
        return switch (which % 4) {
            case 0 -> "{\"id\":\"not avro\"}".getBytes(StandardCharsets.UTF_8);
            case 1 -> Arrays.copyOf(whole, 3 + which);
            case 2 -> new byte[0];
            default -> {
                for (int i = 5; i < whole.length; i++) {
                    whole[i] = (byte) ~whole[i];
                }
                yield whole;
            }
        };
    }

    private byte[] prompt(String id) {
        PromptRequest request =
                PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers of Europe"));
        return yard.topics
                .prompts()
                .valueSerde()
                .serializer()
                .serialize(yard.topics.prompts().name(), request);
    }

    private void send(@Nullable String key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(
                yard.topics.prompts().name(), key == null ? null : key.getBytes(StandardCharsets.UTF_8), value)));
    }
}
