package io.promptyard.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class RecordLimitsTest {
    private static final int CHANGELOG = 41 * 1024 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;

    private final TopicNames names = TopicNames.standard();
    private final RecordLimits limits = new RecordLimits(new TopicCatalogue(names, 1).topics(List.of()), CHANGELOG);

    @Test
    void shouldKnowTheLimitOfEachTopic() {
        assertThat(limits.permit(record(names.decisions(), MEBIBYTE - 1_000, 0)))
                .isTrue();
        assertThat(limits.permit(record(names.decisions(), MEBIBYTE, 0))).isFalse();
        assertThat(limits.permit(record(names.responses(), 40 * MEBIBYTE - 1_000, 0)))
                .isTrue();
        assertThat(limits.permit(record(names.responses(), 40 * MEBIBYTE, 0))).isFalse();
        assertThat(limits.permit(record("some-changelog", 40 * MEBIBYTE, 0))).isTrue();
    }

    @Test
    void shouldTakeATombstone() {
        assertThat(limits.permit(new ProducerRecord<>("some-changelog", null, null)))
                .isTrue();
    }

    @Property(tries = 200)
    void shouldNeverPermitWhatTheBrokerWouldRefuse(
            @ForAll @IntRange(max = 3_000) int around, @ForAll @IntRange(max = 2_000) int header) {
        // Given
        ProducerRecord<byte[], byte[]> record = record(names.decisions(), MEBIBYTE - around, header);
        // When
        boolean permitted = limits.permit(record);
        // Then
        int bytes = MemoryRecords.withRecords(
                        Compression.NONE,
                        new SimpleRecord(
                                0,
                                record.key(),
                                record.value(),
                                record.headers().toArray()))
                .sizeInBytes();
        assertThat(!permitted || bytes <= MEBIBYTE).isTrue();
        assertThat(permitted || bytes > MEBIBYTE - 200).isTrue();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int value, int header) {
        var record = new ProducerRecord<>(topic, "id".getBytes(StandardCharsets.UTF_8), new byte[value]);
        record.headers().add("höflich", new byte[header]);
        return record;
    }
}
