package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRecordTest {
    private static final String TOPIC = "promptyard.prompts";
    private static final String SECRET = "the prompt itself";
    private static final SerdeFactory SERDES = SerdeFactory.mock("unreadable");
    private static final PromptRequest REQUEST =
            PromptRequest.of(new RequestId("r-1"), Instant.ofEpochMilli(1), PromptContent.PromptBody.ofUser(SECRET));

    @Test
    void shouldSayUnreadableWhenTheRecordIsCutAnywhere() {
        // Given
        byte[] whole = written();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            // When
            Throwable failure = catchThrowable(() -> read(cut));
            // Then
            assertThat(failure).as("cut to %d", length).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldSayUnreadableOrReadSomethingWhenBytesAreDamaged() {
        // Given
        byte[] whole = written();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = whole.clone();
            for (int hits = 0; hits <= random.nextInt(4); hits++) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
            }
            // When
            Throwable failure = catchThrowable(() -> read(damaged));
            // Then
            if (failure != null) {
                assertThat(failure).isInstanceOf(UnreadableRecordException.class);
            }
        }
    }

    @Test
    void shouldSayUnreadableWhenALengthPromisesGigabytes() {
        // Given: the id's length becomes 2 GB
        byte[] whole = written();
        byte[] greedy = ByteBuffer.allocate(whole.length + 5)
                .put(whole, 0, 5)
                .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
                .put(whole, 5, whole.length - 5)
                .array();

        // When / Then
        assertThatThrownBy(() -> read(greedy)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldSayUnreadableWhenTheMagicByteIsWrong() {
        // Given
        byte[] json = "{\"id\":\"r-1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        // When / Then
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("magic byte");
    }

    @Test
    void shouldSayUnreadableWhenTheSchemaCannotBecomeOurs() throws Exception {
        // Given
        var other = SchemaBuilder.record("PromptRequest")
                .namespace("io.promptyard.avro")
                .fields()
                .requiredString("id")
                .endRecord();
        int id = SERDES.registry().register("elsewhere-value", new AvroSchema(other));
        byte[] bytes = ByteBuffer.allocate(7)
                .put((byte) 0)
                .putInt(id)
                .put((byte) 2)
                .put((byte) 'a')
                .array();

        // When / Then
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "", "1e999999999", "0,02", "-1"})
    void shouldNameTheFieldAndNotTheValueWhenMaxCostIsNoAmount(String amount) {
        // Given
        var record = PromptMapper.toAvro(REQUEST);
        record.getConstraints().setMaxCostUsd(amount);

        // When
        Throwable failure = catchThrowable(() -> read(bytesOf(record)));

        // Then
        assertThat(failure)
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("maxCostUsd")
                .hasMessageNotContaining("got");
    }

    @Test
    void shouldNameTheRuleWhenTheIdIsBlank() {
        // Given
        var record = PromptMapper.toAvro(REQUEST);
        record.setId(" ");

        // When
        Throwable failure = catchThrowable(() -> read(bytesOf(record)));

        // Then
        assertThat(failure)
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("promptyard.prompts: no valid PromptRequest: request id: must not be blank");
    }

    @Test
    void shouldKeepThePromptOutOfTheErrorWhenItsRecordIsCut() {
        // Given
        byte[] whole = written();
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);

        // When
        Throwable failure = catchThrowable(() -> read(cut));

        // Then
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(SECRET);
        }
    }

    private static byte[] written() {
        return SERDES.promptRequest().serializer().serialize(TOPIC, REQUEST);
    }

    private static byte[] bytesOf(SpecificRecord record) {
        return SERDES.wire().write(TOPIC, new RecordHeaders(), record, Mappings.PROMPT_REQUEST.published());
    }

    private static void read(byte[] bytes) {
        SERDES.promptRequest().deserializer().deserialize(TOPIC, bytes);
    }
}
