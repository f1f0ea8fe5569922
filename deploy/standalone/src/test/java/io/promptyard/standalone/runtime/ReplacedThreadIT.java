package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.app.PlainClients;
import io.promptyard.router.app.StreamsApplication;
import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stream threads that fail, in a group whose sessions outlast any test: nobody may wait for a dead member's. */
class ReplacedThreadIT {
    private static final String APPLICATION = "fragile";
    private static final String TOPIC = "in";
    private static final String SESSION_MILLIS = "1200000";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void shouldReadOnAtOnceWhenOneThreadAfterAnotherFails() throws Exception {
        // Given
        Queue<String> read = new ConcurrentLinkedQueue<>();
        AtomicInteger failures = new AtomicInteger(3);
        try (EmbeddedBroker broker =
                new EmbeddedBroker(BrokerSettings.ephemeral(directory.resolve("broker"))).start()) {
            produce(broker.bootstrapServers(), "before");
            Properties properties = properties(broker.bootstrapServers());
            try (StreamsApplication application =
                    new StreamsApplication(() -> topology(read, failures), properties, new PlainClients())) {
                application.start();
                await("the first record").until(() -> read.contains("before"));

                // When
                produce(broker.bootstrapServers(), "fatal");

                // Then
                await("the record behind the failures").until(() -> read.contains("fatal"));
                assertThat(failures).hasValue(0);
                assertThat(members(broker.bootstrapServers())).hasSize(1);
            }
        }
    }

    /** A stream thread's failure ends the thread, also as the test's process sees it. */
    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).dontCatchUncaughtExceptions();
    }

    private Properties properties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), "fragile-test");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return properties;
    }

    private static Topology topology(Queue<String> read, AtomicInteger failures) {
        return new Topology()
                .addSource(
                        "read", Serdes.String().deserializer(), Serdes.String().deserializer(), TOPIC)
                .addProcessor("fail", () -> new Fragile(read, failures), "read");
    }

    private static void produce(String bootstrapServers, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> members(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeConsumerGroups(List.of(APPLICATION)).all().get().get(APPLICATION).members().stream()
                    .map(member -> member.groupInstanceId().orElse("none"))
                    .toList();
        }
    }

    private static final class Fragile extends ContextualProcessor<String, String, Void, Void> {
        private final Queue<String> read;
        private final AtomicInteger failures;

        Fragile(Queue<String> read, AtomicInteger failures) {
            this.read = read;
            this.failures = failures;
        }

        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("fatal") && failures.get() > 0) {
                failures.decrementAndGet();
                throw new IllegalStateException("as told");
            }
            read.add(record.value());
        }
    }
}
