package io.promptyard.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT {

    private static final short ONE = 1;

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static TopicAdmin topics;

    @BeforeAll
    static void start() {
        broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory)).start();
        topics = new TopicAdmin(broker.bootstrapServers(), Map.of(), Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        topics.close();
        broker.close();
    }

    @Test
    void shouldCreateOnlyWhatIsMissingWhenCalledAgain() {
        // Given
        WantedTopic first = new WantedTopic("again.a", 2, ONE, Map.of("cleanup.policy", "compact"));
        WantedTopic second = new WantedTopic("again.b", 1, WantedTopic.BROKER_DEFAULT, Map.of());
        topics.createMissing(List.of(first));

        // When
        List<String> created = topics.createMissing(List.of(first, second));

        // Then
        assertThat(created).containsExactly("again.b");
        assertThat(topics.mismatches(List.of(first, second))).isEmpty();
    }

    @Test
    void shouldDescribeEachDifferenceWhenTopicsAreNotAsWanted() {
        // Given
        topics.createMissing(List.of(new WantedTopic("differs", 1, ONE, Map.of("retention.ms", "1000"))));
        WantedTopic wanted =
                new WantedTopic("differs", 3, (short) 2, Map.of("retention.ms", "5000", "cleanup.policy", "delete"));
        WantedTopic missing = new WantedTopic("missing", 1, ONE, Map.of());

        // When
        List<TopicMismatch> mismatches = topics.mismatches(List.of(wanted, missing));

        // Then
        assertThat(mismatches)
                .extracting(TopicMismatch::toString)
                .containsExactly(
                        "differs.partitions: must be 3 (got 1)",
                        "differs.replication: must be 2 (got 1)",
                        "differs.retention.ms: must be 5000 (got 1000)",
                        "missing.topic: must be present (got none)");
    }

    @Test
    void shouldHaveTheFirstRecordsTakenAtOnceWhenTopicsWereJustCreated() {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 5; i++) {
                // Given
                WantedTopic fresh = new WantedTopic("fresh." + i, 60, ONE, Map.of());
                topics.createMissing(List.of(fresh));

                // When
                for (int partition = 0; partition < fresh.partitions(); partition++) {
                    producer.send(new ProducerRecord<>(fresh.name(), partition, "key", "value"));
                }
                producer.flush();
            }

            // Then
            assertThat(producer.metrics().entrySet())
                    .filteredOn(metric -> metric.getKey().name().equals("record-retry-total")
                            && metric.getKey().group().equals("producer-metrics"))
                    .extracting(metric -> metric.getValue().metricValue())
                    .containsExactly(0.0);
        }
    }

    @Test
    void shouldFailWhenATopicCannotBeCreated() {
        // Given
        WantedTopic impossible = new WantedTopic("impossible", 1, (short) 3, Map.of());

        // When / Then
        assertThatThrownBy(() -> topics.createMissing(List.of(impossible))).isInstanceOf(KafkaException.class);
    }
}
