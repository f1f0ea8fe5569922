package io.promptyard.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.broker.EmbeddedBroker;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.TopicSpec;
import io.promptyard.topic.TopicSpec.Cleanup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several topics read as one, of records that are larger than what may be held of them. */
class MergedScanIT {
    private static final int PARTITIONS = 3;
    private static final int MOST = 1 << 20;
    private static final int LARGE = 3 << 20;

    private static final long START = System.currentTimeMillis() - 60_000; // or a broker deletes it by its age

    @TempDir
    Path directory;

    /** What was written: of a value its length, and the byte that it is full of. */
    private record Written(long time, String topic, int partition, int length, byte filling) {}

    @Test
    void shouldReadInTheOrderOfTimesAndHoldNoMoreThanItMayWhenRecordsAreLarge() throws Exception {
        // Given
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory)).start()) {
            create(broker);
            List<Written> expected = write(broker);
            List<Written> read = new ArrayList<>();
            long[] most = new long[1];
            // When
            try (MergedScan scan = new MergedScan(
                    new ClusterAddress(broker.bootstrapServers(), "http://127.0.0.1:1", Map.of()), MOST)) {
                TopicSpans offsets = new TopicSpans(scan.consumer());
                Map<TopicPartition, MergedScan.Span> spans = new HashMap<>();
                for (String topic : List.of("asked", "decided")) {
                    spans.putAll(offsets.between(topic, Instant.EPOCH, Instant.MAX));
                }
                scan.forEach(spans, record -> {
                    byte[] value = record.value();
                    assertThat(value).containsOnly(value[0]);
                    read.add(new Written(
                            record.timestamp(), record.topic(), record.partition(), value.length, value[0]));
                    most[0] = Math.max(most[0], scan.weight());
                });
            }
            // Then
            assertThat(read).containsExactlyElementsOf(expected);
            assertThat(most[0]).isBetween(1L, (long) MOST + (64 << 10));
        }
    }

    @Test
    void shouldReadWhatFollowsAndCountWhatIsMissingWhenTheBrokerDeletesUnderTheReading() throws Exception {
        // Given
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory)).start();
                MergedScan scan = new MergedScan(
                        new ClusterAddress(broker.bootstrapServers(), "http://127.0.0.1:1", Map.of()), MOST)) {
            create(broker);
            List<Written> expected = write(broker);
            Map<TopicPartition, MergedScan.Span> spans =
                    new TopicSpans(scan.consumer()).between("decided", Instant.EPOCH, Instant.MAX);
            TopicPartition shortened = new TopicPartition("decided", 1);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.deleteRecords(Map.of(shortened, RecordsToDelete.beforeOffset(20)))
                        .all()
                        .get();
            }
            List<Written> read = new ArrayList<>();
            // When
            scan.forEach(
                    spans,
                    record -> read.add(new Written(
                            record.timestamp(),
                            record.topic(),
                            record.partition(),
                            record.value().length,
                            record.value()[0])));
            // Then
            expected.removeIf(each -> !each.topic().equals("decided"));
            expected.removeAll(expected.stream()
                    .filter(each -> each.partition() == shortened.partition())
                    .limit(20)
                    .toList());
            assertThat(read).containsExactlyElementsOf(expected);
            assertThat(scan.deleted()).isEqualTo(20);
        }
    }

    /** By the admin that waits until every partition has its leader. */
    private static void create(EmbeddedBroker broker) {
        try (TopicAdmin admin = new TopicAdmin(broker.bootstrapServers(), Map.of(), Duration.ofSeconds(60))) {
            admin.createMissing(Stream.of("asked", "decided")
                    .map(name -> WantedTopic.of(new TopicSpec(
                            name, "bytes", PARTITIONS, Cleanup.DELETE, Duration.ofDays(3_650), 2 * LARGE)))
                    .toList());
        }
    }

    /** Small ones and large ones, in runs, so that it is wide and narrow in turn. */
    private static List<Written> write(EmbeddedBroker broker) throws Exception {
        Random random = new Random(3);
        List<Written> all = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 2 * LARGE, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 1_200; i++) {
                boolean large = i / 40 % 10 == 3 && i % 2 == 0;
                String topic = large || random.nextBoolean() ? "asked" : "decided";
                byte[] value = new byte[large ? LARGE - random.nextInt(1000) : 1 + random.nextInt(4_000)];
                Arrays.fill(value, (byte) (1 + i % 100));
                Written each = new Written(START + i, topic, random.nextInt(PARTITIONS), value.length, value[0]);
                all.add(each);
                sent.add(producer.send(new ProducerRecord<>(topic, each.partition(), each.time(), null, value)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
        all.sort(Comparator.comparingLong(Written::time));
        return all;
    }
}
