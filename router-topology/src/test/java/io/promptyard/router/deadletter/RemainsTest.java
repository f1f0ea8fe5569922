package io.promptyard.router.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemainsTest {
    private static final int MOST = TopicCatalogue.MAX_CONTENT_BYTES;

    private final SerdeFactory serdes = SerdeFactory.mock("remains");
    private final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    private final Undertaker undertaker = new Undertaker(
            topics,
            new TreeSet<>(Set.of("promptyard.prompts")),
            4,
            new DeadLetterFactory("promptyard-router"),
            new RouterMetrics(new SimpleMeterRegistry()),
            Clock.fixed(Prompts.START, ZoneOffset.UTC));

    @AfterEach
    void close() {
        serdes.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100_000, Remains.MOST_KEY})
    void shouldFitItsTopicWhenTheRecordDid(int keyBytes) {
        // When
        List<ProducerRecord<byte[], byte[]>> records = bury(keyBytes, MOST - keyBytes - 100);
        // Then
        assertThat(records)
                .hasSize(2)
                .allSatisfy(record -> assertThat(size(record)).isLessThan(MOST));
        DeadLetter letter = letter(records.getFirst());
        assertThat(letter.source().rawValueBytes()).isEqualTo(MOST - keyBytes - 100L);
        assertThat(letter.source().rawValue().remaining()).isGreaterThan(MOST - 4 * 1024 * 1024);
    }

    @Test
    void shouldKeepTheValueWholeWhenThereIsRoom() {
        // When
        DeadLetter letter = letter(bury(3, MOST - 512 * 1024).getFirst());
        // Then
        assertThat(letter.source().rawValueBytes()).isNull();
        assertThat(letter.source().rawValue().remaining()).isEqualTo(MOST - 512 * 1024);
    }

    @Test
    void shouldTakeAKeyForNoneWhenItIsFarTooLongToBeAnId() {
        // When
        List<ProducerRecord<byte[], byte[]>> records = bury(MOST / 2, MOST / 2 - 100);
        // Then
        assertThat(records).hasSize(1).allSatisfy(record -> {
            assertThat(record.key()).isNull();
            assertThat(size(record)).isLessThan(MOST);
        });
        assertThat(letter(records.getFirst()).source().rawKey().remaining()).isEqualTo(Remains.MOST_KEY);
    }

    private List<ProducerRecord<byte[], byte[]>> bury(int keyBytes, int valueBytes) {
        byte[] key = new byte[keyBytes];
        Arrays.fill(key, (byte) 'k');
        return undertaker.bury(new Corpse(
                "promptyard.prompts",
                1,
                7,
                key,
                "x".repeat(valueBytes).getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                "read-prompts",
                "0_1",
                FailureKind.INVALID_REQUEST,
                "value: must be Avro",
                new IllegalStateException(new IllegalArgumentException())));
    }

    /** At least what it takes in a batch of its own. */
    private static int size(ProducerRecord<byte[], byte[]> record) {
        int size = 200 + (record.key() == null ? 0 : record.key().length) + record.value().length;
        for (Header header : record.headers()) {
            size += 20 + header.key().length() + header.value().length;
        }
        return size;
    }

    private DeadLetter letter(ProducerRecord<byte[], byte[]> record) {
        return topics.deadLetters().valueSerde().deserializer().deserialize(record.topic(), record.value());
    }
}
