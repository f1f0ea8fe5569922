package io.promptyard.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.standalone.StartupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedBrokerIT {

    private static final Logger LOG = LoggerFactory.getLogger("io.promptyard.standalone.broker.EmbeddedBrokerIT");
    private static final String TOPIC = "kept";

    @TempDir
    Path directory;

    @Test
    void shouldServeRecordsWhenStartedOnAnEmptyDirectory() throws Exception {
        // Given
        long begun = System.nanoTime();
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory)).start()) {
            LOG.info(
                    "First start took {} ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
            createTopic(broker, Map.of());

            // When
            produce(broker, "a".getBytes(StandardCharsets.UTF_8));

            // Then
            assertThat(consume(broker, "readers", 1)).containsExactly("a");
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + broker.port());
        }
    }

    @Test
    void shouldKeepTopicsRecordsAndOffsetsWhenRestartedOnAnotherPort() throws Exception {
        // Given
        EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory)).start();
        createTopic(broker, Map.of());
        produce(broker, "a".getBytes(StandardCharsets.UTF_8));
        consume(broker, "readers", 1);
        int port = broker.port();
        broker.close();
        int other = freePortBut(port);

        // When
        long begun = System.nanoTime();
        try (EmbeddedBroker again =
                new EmbeddedBroker(new BrokerSettings(BrokerSettings.LOOPBACK, other, directory)).start()) {
            LOG.info(
                    "Restart took {} ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
            produce(again, "b".getBytes(StandardCharsets.UTF_8));

            // Then
            assertThat(again.port()).isEqualTo(other).isNotEqualTo(port);
            assertThat(consume(again, "readers", 1)).containsExactly("b");
            assertThat(consume(again, "others", 2)).containsExactly("a", "b");
        }
    }

    @Test
    void shouldStartAndStopRepeatedlyWhenAskedTwice() {
        // Given
        EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory));

        // When
        String first = broker.start().bootstrapServers();
        String same = broker.start().bootstrapServers();
        broker.close();
        broker.close();

        // Then
        assertThat(same).isEqualTo(first);
        assertThatThrownBy(broker::bootstrapServers).isInstanceOf(IllegalStateException.class);
        assertThat(broker.start().port()).isPositive();
        broker.close();
    }

    @Test
    void shouldNameThePortWhenItIsInUse() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            EmbeddedBroker broker = new EmbeddedBroker(new BrokerSettings(BrokerSettings.LOOPBACK, port, directory));

            // When / Then
            assertThatThrownBy(broker::start)
                    .isInstanceOf(StartupException.PortInUse.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("--kafka-port")
                    .message()
                    .hasLineCount(1);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void shouldNameTheAddressWhenItIsNotLocal() {
        // Given
        EmbeddedBroker broker = new EmbeddedBroker(new BrokerSettings("192.0.2.1", 0, directory));

        // When / Then
        assertThatThrownBy(broker::start)
                .isInstanceOf(StartupException.AddressUnusable.class)
                .hasMessageContaining("192.0.2.1")
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldTakeARecordWhenItHasTheLargestSize() throws Exception {
        // Given
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(directory)).start()) {
            createTopic(broker, Map.of());
            byte[] value = new byte[EmbeddedBroker.MAX_RECORD_BYTES];

            // When
            produce(broker, value);

            // Then
            assertThat(consume(broker, "readers", 1).getFirst()).hasSize(value.length);
        }
    }

    private static void createTopic(EmbeddedBroker broker, Map<String, String> config) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1).configs(config)))
                    .all()
                    .get();
        }
    }

    private static void produce(EmbeddedBroker broker, byte[] value) throws Exception {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                value.length + 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L * 1024 * 1024);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> consume(EmbeddedBroker broker, String group, int count) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Awaitility.await("records").atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }

    private static int freePortBut(int port) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port ? freePortBut(port) : socket.getLocalPort();
        }
    }
}
