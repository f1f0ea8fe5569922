package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.config.OnRestart;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/reference/replay.md says to those who replay by themselves: done as it says. */
class OutsidersReplayIT {
    private static final String COMMAND = "bin/kafka-consumer-groups.sh ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicNames TRIAL = TopicNames.standard().ofLane("trial");
    private static final Set<String> IDS = Set.of("one", "two", "three");

    private static TestYard yard;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        yard = TestYard.with("", Lane.standard(), new Lane(TRIAL, false, OnRestart.RETRY));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        for (String id : IDS) {
            PromptRequest prompt =
                    PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name a river"));
            String topic = yard.topics.prompts().name();
            byte[] value = yard.topics.prompts().valueSerde().serializer().serialize(topic, prompt);
            producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            tail.await(record -> IDS.contains(record.key()), IDS.size());
        }
    }

    @AfterAll
    static void stop() {
        producer.close();
        yard.close();
    }

    @Test
    void shouldReadAllOnceMoreWhenTheGroupIsResetAsThePageSays() throws Exception {
        // Given
        List<List<String>> commands = commands();
        assertThat(commands).hasSize(3);
        assertThat(read(IDS.size())).isEqualTo(IDS);
        assertThat(read(0)).isEmpty();
        for (List<String> command : commands) {
            // When
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream out = System.out;
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            try {
                ConsumerGroupCommand.main(command.toArray(String[]::new));
            } finally {
                System.setOut(out);
            }
            // Then
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("my-readers")
                    .contains("NEW-OFFSET");
            assertThat(read(IDS.size())).as(String.join(" ", command)).isEqualTo(IDS);
        }
    }

    @Test
    void shouldAnswerCopiedPromptsByAnotherRouterAndEachIdOnce() throws Exception {
        // Given
        RouterTopics trial = RouterTopics.of(TRIAL, yard.serdes);
        List<ConsumerRecord<byte[], byte[]>> recorded = prompts();
        // When: fed twice, and once more under another id
        copy(recorded);
        copy(recorded);
        ConsumerRecord<byte[], byte[]> first = recorded.getFirst();
        PromptRequest again =
                PromptRequest.of(new RequestId("renamed"), Instant.now(), PromptBody.ofUser("Name a river"));
        byte[] renamed = trial.prompts().valueSerde().serializer().serialize(TRIAL.prompts(), again);
        producer.send(new ProducerRecord<>(
                        TRIAL.prompts(), first.partition(), "renamed".getBytes(StandardCharsets.UTF_8), renamed))
                .get();
        // Then
        try (TopicTail<FinalResponse> tail = yard.tail(trial.responses())) {
            List<ConsumerRecord<String, FinalResponse>> ends = tail.await(record -> true, IDS.size() + 1);
            assertThat(ends).extracting(ConsumerRecord::key).contains("one", "two", "three", "renamed");
        }
        try (TopicTail<ProviderAttempt> tail = yard.tail(trial.attempts())) {
            for (String id : IDS) {
                assertThat(tail.await(id, 2)).as("started and ended").hasSize(2);
            }
        }
    }

    /** Those of the page, at this test's broker. */
    private static List<List<String>> commands() throws Exception {
        List<List<String>> commands = new ArrayList<>();
        Path page = Path.of(System.getProperty("user.dir")).resolve("../../docs/reference/replay.md");
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith(COMMAND)) {
                commands.add(List.of(line.substring(COMMAND.length())
                        .replace("127.0.0.1:9092", yard.promptyard.bootstrapServers())
                        .split(" ")));
            }
        }
        return commands;
    }

    /** As somebody's own consumer does: in a group, which it leaves. */
    private static Set<String> read(int expected) {
        Set<String> ids = new TreeSet<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        yard.promptyard.bootstrapServers(),
                        "group.id",
                        "my-readers",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(
                    yard.topics.prompts().name(), yard.topics.responses().name()));
            Set<String> answered = new TreeSet<>();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (answered.size() < expected && System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    ids.add(new String(record.key(), StandardCharsets.UTF_8));
                    if (record.topic().equals(yard.topics.responses().name())) {
                        answered.add(new String(record.key(), StandardCharsets.UTF_8));
                    }
                }
            }
            if (expected == 0) {
                long joined = System.nanoTime() + PATIENCE.toNanos();
                while (consumer.assignment().isEmpty() && System.nanoTime() < joined) {
                    consumer.poll(Duration.ofMillis(100));
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    ids.add(new String(record.key(), StandardCharsets.UTF_8));
                }
            }
            consumer.commitSync();
        }
        return ids;
    }

    private static List<ConsumerRecord<byte[], byte[]>> prompts() {
        try (TopicTail<PromptRequest> tail = yard.tail(yard.topics.prompts())) {
            tail.await(record -> true, IDS.size());
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(yard.topics.prompts().name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (records.size() < IDS.size() && System.nanoTime() < until) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static void copy(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            producer.send(new ProducerRecord<>(TRIAL.prompts(), null, record.key(), record.value(), record.headers()))
                    .get();
        }
    }
}
