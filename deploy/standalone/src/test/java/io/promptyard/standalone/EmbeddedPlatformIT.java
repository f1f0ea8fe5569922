package io.promptyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedPlatformIT {

    private static final Logger LOG = LoggerFactory.getLogger("io.promptyard.standalone.EmbeddedPlatformIT");
    private static final String TOPIC = "kept";
    private static final AvroSchema TEXT = new AvroSchema("\"string\"");
    private static final AvroSchema NUMBER = new AvroSchema("\"long\"");
    private static final AvroSchema BYTES = new AvroSchema("\"bytes\"");

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() {
        vertx.close().await();
    }

    @Test
    void shouldKeepIdsVersionsAndSettingsWhenRestarted() throws Exception {
        // Given
        int text;
        int number;
        try (EmbeddedPlatform platform = start(PlatformSettings.ephemeral());
                SchemaRegistryClient client = client(platform.registryUrl())) {
            text = client.register("a-value", TEXT);
            number = client.register("b-value", NUMBER);
            client.updateCompatibility("a-value", "NONE");
            client.register("c-value", TEXT);
            client.deleteSubject("c-value");
        }

        // When
        try (EmbeddedPlatform platform = start(PlatformSettings.ephemeral());
                SchemaRegistryClient client = client(platform.registryUrl())) {

            // Then
            assertThat(client.getSchemaById(text)).isEqualTo(TEXT);
            assertThat(client.getId("b-value", NUMBER)).isEqualTo(number);
            assertThat(client.getCompatibility("a-value")).isEqualTo("NONE");
            assertThat(client.getAllSubjects()).containsExactlyInAnyOrder("a-value", "b-value");
            assertThat(client.register("d-value", BYTES)).isEqualTo(Math.max(text, number) + 1);
        }
    }

    @Test
    void shouldKeepRecordsAndIdsWhenKilledAndStartedOnTheSamePort() throws Exception {
        // Given
        int text;
        int port;
        try (PlatformProcess killed = PlatformProcess.start(directory);
                SchemaRegistryClient client = client(killed.registryUrl())) {
            text = client.register("a-value", TEXT);
            produce(killed.bootstrapServers(), 50);
            port = Integer.parseInt(killed.bootstrapServers().split(":", -1)[1]);
        }

        // When
        long begun = System.nanoTime();
        try (EmbeddedPlatform platform = start(new PlatformSettings(BrokerSettings.LOOPBACK, port, 0));
                SchemaRegistryClient client = client(platform.registryUrl())) {
            LOG.info(
                    "Start after a kill took {} ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());

            // Then
            assertThat(client.getId("a-value", TEXT)).isEqualTo(text);
            assertThat(client.register("b-value", NUMBER)).isEqualTo(text + 1);
            assertThat(read(platform.bootstrapServers(), 50)).hasSize(50);
        }
    }

    @Test
    void shouldNameTheDirectoryAndTheHolderWhenAnotherProcessHasIt() throws Exception {
        // Given
        try (PlatformProcess holder = PlatformProcess.start(directory)) {

            // When / Then
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(StartupException.DataDirectoryInUse.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + holder.pid())
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenTheRegistryPortIsInUse() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PlatformSettings settings = new PlatformSettings(BrokerSettings.LOOPBACK, 0, taken.getLocalPort());

            // When / Then
            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(StartupException.PortInUse.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--registry-port")
                    .message()
                    .hasLineCount(1);
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void shouldReportItsFirstStartWhenAProcessIsFresh() throws Exception {
        // Given
        long begun = System.nanoTime();

        // When
        try (PlatformProcess fresh = PlatformProcess.start(directory)) {
            LOG.info(
                    "A fresh process was ready after {} ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());

            // Then
            assertThat(fresh.registryUrl()).startsWith("http://127.0.0.1:");
        }
    }

    private EmbeddedPlatform start(PlatformSettings settings) {
        return EmbeddedPlatform.start(vertx, settings, DataDirectory.open(directory));
    }

    private static SchemaRegistryClient client(String url) {
        return new CachedSchemaRegistryClient(url, 100);
    }

    private static void produce(String bootstrapServers, int count) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(bootstrapServers, Map.of(), Duration.ofSeconds(20))) {
            topics.createMissing(List.of(new WantedTopic(TOPIC, 1, (short) 1, Map.of())));
        }
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    private static List<String> read(String bootstrapServers, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await("records").atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
                return values.size() >= count;
            });
        }
        return values;
    }
}
