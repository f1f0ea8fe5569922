package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.config.OnRestart;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tenant's backlog in an exactly-once lane, read past and read again while transactions are aborted. */
class ParkedExactlyOnceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MANY = 300;
    private static final int ROUNDS = 3;
    private static final String MODEL = "many--slow100";

    private static TestYard yard;
    private static RouterTopics batch;

    @BeforeAll
    static void start() {
        TopicNames names = TopicNames.standard();
        yard = TestYard.on(
                new Cluster.Embedded(null),
                List.of(Lane.standard(), new Lane(names.ofLane("batch"), true, OnRestart.RETRY)),
                SimulatorSettings.defaults());
        batch = RouterTopics.of(names.ofLane("batch"), yard.serdes);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldCallAndAnswerEachOnceWhenTransactionsThatParkAndTakeAreAborted() throws Exception {
        // Given
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()))) {
            for (int round = 0; round < ROUNDS; round++) {
                produce(round * MANY / ROUNDS, MANY / ROUNDS);
                int called = calls().size();
                await("a backlog that is being taken in")
                        .atMost(PATIENCE)
                        .until(() -> parked() > 0 && calls().size() > called + 20);
                // When
                abortAll(admin);
            }
        }

        // Then
        try (TopicTail<FinalResponse> tail = yard.tail(batch.responses())) {
            List<ConsumerRecord<String, FinalResponse>> responses =
                    tail.await(record -> record.key().startsWith("greedy-"), MANY);
            assertThat(responses).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
            assertThat(responses)
                    .allSatisfy(each -> assertThat(each.value().result()).isInstanceOf(Answer.class));
            await("no backlog").atMost(PATIENCE).until(() -> parked() == 0);
            assertThat(tail.await(record -> record.key().startsWith("greedy-"), MANY))
                    .hasSize(MANY);
        }
        assertThat(calls()).extracting(call -> call.requestId().orElseThrow()).doesNotHaveDuplicates();
        assertThat(calls()).hasSize(MANY);
    }

    private static void abortAll(Admin admin) throws Exception {
        List<String> ids = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith("promptyard-batch-"))
                .toList();
        assertThat(ids).anyMatch(id -> id.contains("worker-slow"));
        admin.fenceProducers(ids).all().get();
    }

    private static List<BookedCall> calls() {
        return yard.calls("slow", MODEL);
    }

    private static double parked() {
        return Pattern.compile(
                        "(?m)^promptyard_worker_parked\\{[^}]*lane=\"batch\"[^}]*provider=\"slow\"[^}]*} (\\S+)$")
                .matcher(yard.promptyard.scrape())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .sum();
    }

    private static void produce(int from, int prompts) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "linger.ms", 20),
                batch.prompts().keySerde().serializer(),
                batch.prompts().valueSerde().serializer())) {
            for (int i = from; i < from + prompts; i++) {
                PromptRequest prompt = PromptRequest.of(
                                new RequestId("greedy-" + i), Instant.now(), PromptBody.ofUser("Name a river"))
                        .withModel("slow/" + MODEL);
                producer.send(new ProducerRecord<>(batch.prompts().name(), "greedy-" + i, prompt));
            }
        }
    }
}
