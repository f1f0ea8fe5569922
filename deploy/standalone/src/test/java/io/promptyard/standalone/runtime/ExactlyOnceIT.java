package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.config.OnRestart;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A batch lane with exactly-once beside the default lane, by HTTP and by topic, read as committed. */
class ExactlyOnceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LARGE = 1_200_000;

    private static TestYard yard;
    private static RouterTopics batch;
    private static KafkaProducer<String, byte[]> producer;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        TopicNames names = TopicNames.standard();
        yard = TestYard.on(
                new Cluster.Embedded(null),
                List.of(Lane.standard(), new Lane(names.ofLane("batch"), true, OnRestart.RETRY)),
                SimulatorSettings.defaults().pace(new Pace(new Latency.Fixed(Duration.ofMillis(200)), 0)));
        batch = RouterTopics.of(names.ofLane("batch"), yard.serdes);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        yard.promptyard.bootstrapServers(),
                        "acks",
                        "all",
                        "max.request.size",
                        10_000_000),
                new StringSerializer(),
                new ByteArraySerializer());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        producer.close();
        yard.close();
    }

    @Test
    void shouldAnswerOverHttpInTheLaneThatWasNamed() throws Exception {
        // When
        HttpResponse<String> inBatch = chat("batch");
        HttpResponse<String> inDefault = chat("default");
        // Then
        assertThat(inBatch.statusCode()).as(inBatch.body()).isEqualTo(200);
        assertThat(inDefault.statusCode()).isEqualTo(200);
        assertThat(responses(batch, id(inBatch), 1)).hasSize(1);
        assertThat(responses(yard.topics, id(inDefault), 1)).hasSize(1);
        try (TopicTail<PromptRequest> prompts = yard.tail(yard.topics.prompts())) {
            prompts.await(id(inDefault), 1);
            assertThat(prompts.await(record -> record.key().equals(id(inBatch)), 0))
                    .isEmpty();
        }
        assertThat(chat("bulk").body()).contains("unknown lane; known are batch, default");
    }

    @Test
    void shouldGoTheWholeWayByTopic() throws Exception {
        // When
        produce("plain", prompt -> prompt);
        produce("pieces", prompt -> prompt.withStream(true));
        produce("other-target", prompt -> with(prompt, "shaky", Map.of()));
        produce("hopeless", prompt -> prompt.withModel("openai/gpt-4o--fail500"));
        // Then
        assertThat(one("plain").result()).isInstanceOf(Answer.class);
        Answer pieces = (Answer) one("pieces").result();
        try (TopicTail<ResponseChunk> tail = yard.tail(batch.responseChunks())) {
            assertThat(tail.await("pieces", pieces.chunks()))
                    .extracting(chunk -> chunk.value().sequence())
                    .containsExactlyElementsOf(
                            IntStream.range(0, pieces.chunks()).boxed().toList());
        }
        FinalResponse other = one("other-target");
        assertThat(other.result()).isInstanceOf(Answer.class);
        assertThat(other.attempts()).isGreaterThan(1);
        assertThat(((Refusal) one("hopeless").result()).kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
        assertThat(letters("hopeless")).hasSize(1);
    }

    @Test
    void shouldBuryOnceWhatCannotBeReadAndWhatFitsNoRecord() throws Exception {
        // When
        send("garbage", new byte[] {1, 2, 3});
        produce("wide", prompt -> with(prompt, PromptRequest.DEFAULT, Map.of("note", "x".repeat(LARGE))));
        produce("after", prompt -> prompt);
        // Then
        assertThat(((Refusal) one("garbage").result()).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(letters("garbage")).hasSize(1);
        assertThat(one("wide").result())
                .isInstanceOf(Answer.class); // its decision and its attempt are what is too large
        assertThat(letters("wide"))
                .allSatisfy(letter -> assertThat(letter.kind()).isEqualTo(FailureKind.TOO_LARGE));
        assertThat(one("after").result()).isInstanceOf(Answer.class);
    }

    @Test
    void shouldAnswerOnceAndCallOnceWhenEveryTransactionIsFencedUnderLoad() throws Exception {
        // Given
        int prompts = 120;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()))) {
            for (int round = 0; round < 3; round++) {
                List<Future<?>> sent = new ArrayList<>();
                for (int i = 0; i < prompts / 3; i++) {
                    sent.add(produce("fenced-" + (round * prompts / 3 + i), prompt -> prompt));
                }
                for (Future<?> each : sent) {
                    each.get();
                }
                int seen = round * prompts / 3;
                await("calls under way").atMost(PATIENCE).until(() -> calls().size() > seen);
                // When
                List<String> ids = admin.listTransactions().all().get().stream()
                        .map(TransactionListing::transactionalId)
                        .filter(id -> id.startsWith("promptyard-batch-"))
                        .toList();
                assertThat(ids).hasSizeGreaterThan(4);
                admin.fenceProducers(ids).all().get();
            }
        }
        // Then
        try (TopicTail<FinalResponse> tail = yard.tail(batch.responses())) {
            List<ConsumerRecord<String, FinalResponse>> responses =
                    tail.await(record -> record.key().startsWith("fenced-"), prompts);
            assertThat(responses).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
            assertThat(responses)
                    .allSatisfy(each -> assertThat(each.value().result()).isInstanceOf(Answer.class));
        }
        // The gateway's producer was fenced too: it refuses what it had, and then goes on.
        await("the gateway answers").atMost(PATIENCE).until(() -> chat("batch").statusCode() == 200);
        produce("last", prompt -> prompt);
        one("last");
        assertThat(calls()).extracting(call -> call.requestId().orElseThrow()).doesNotHaveDuplicates();
        assertThat(calls()).hasSize(prompts);
        try (TopicTail<FinalResponse> tail = yard.tail(batch.responses())) {
            tail.await("last", 1);
            assertThat(tail.await(record -> record.key().startsWith("fenced-"), prompts))
                    .hasSize(prompts);
        }
        try (TopicTail<ProviderAttempt> tail = yard.tail(batch.attempts())) {
            assertThat(tail.await(record -> record.key().startsWith("fenced-"), 2 * prompts))
                    .hasSize(2 * prompts);
        }
    }

    @Test
    void shouldAnswerARepeatOnlyToAReaderOfItsOwn() throws Exception {
        // Given
        HttpResponse<String> first = chat("batch", "idempotency-key", "mine");
        values(
                new Topic<>("promptyard-batch-router-answered-repartition", Serdes.String(), Serdes.ByteArray()),
                id(first),
                1);
        produce("twice", prompt -> prompt);
        one("twice");
        produce("twice", prompt -> prompt).get();
        await("the repeat was seen")
                .atMost(PATIENCE)
                .until(() -> yard.promptyard
                        .scrape()
                        .contains("promptyard_router_repeated_total{body=\"same\",lane=\"batch\"} 1.0"));
        // When
        HttpResponse<String> again = chat("batch", "idempotency-key", "mine");
        // Then
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(id(again)).isEqualTo(id(first));
        try (TopicTail<FinalResponse> tail = yard.tail(batch.responses())) {
            assertThat(tail.await(id(first), 2))
                    .extracting(record -> record.headers().lastHeader(RecordHeaders.REPEAT_OF) != null)
                    .containsExactly(false, true);
        }
        assertThat(one("twice").result()).isInstanceOf(Answer.class);
    }

    @Test
    void shouldCommitNothingWhileNothingHappens() throws Exception {
        // Given
        produce("before-the-quiet", prompt -> prompt);
        one("before-the-quiet");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()))) {
            AtomicLong last = new AtomicLong(-1);
            // When, Then
            await("two seconds without a transaction")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        long now = transactionLog(admin);
                        return last.getAndSet(now) == now;
                    });
        }
    }

    private static long transactionLog(Admin admin) throws Exception {
        String topic = "__transaction_state";
        Map<TopicPartition, OffsetSpec> ends =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                        .collect(Collectors.toMap(
                                each -> new TopicPartition(topic, each.partition()), each -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static List<BookedCall> calls() {
        return yard.simulator()
                .books()
                .calls(call -> call.requestId().orElse("").startsWith("fenced-"));
    }

    private static HttpResponse<String> chat(String lane) throws Exception {
        return chat(lane, "x-from", "test");
    }

    private static HttpResponse<String> chat(String lane, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                .header("content-type", "application/json")
                .header("x-promptyard-lane", lane)
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Name three rivers\"}]}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String id(HttpResponse<?> response) {
        return response.headers().firstValue("x-request-id").orElseThrow();
    }

    private static FinalResponse one(String id) {
        List<FinalResponse> responses = responses(batch, id, 1);
        assertThat(responses).as(id).hasSize(1);
        return responses.getFirst();
    }

    private static List<FinalResponse> responses(RouterTopics topics, String id, int count) {
        return values(topics.responses(), id, count);
    }

    private static List<DeadLetter> letters(String id) {
        return values(batch.deadLetters(), id, 1);
    }

    private static <V> List<V> values(Topic<String, V> topic, String id, int count) {
        try (TopicTail<V> tail = yard.tail(topic)) {
            return tail.await(id, count).stream().map(ConsumerRecord::value).collect(Collectors.toList());
        }
    }

    private static PromptRequest with(PromptRequest prompt, String endpoint, Map<String, String> tags) {
        return new PromptRequest(
                prompt.id(),
                prompt.createdAt(),
                null,
                prompt.tenant(),
                endpoint,
                tags,
                prompt.model(),
                prompt.constraints(),
                prompt.body(),
                false,
                null,
                null,
                null);
    }

    private static Future<?> produce(String id, UnaryOperator<PromptRequest> change) {
        PromptRequest prompt =
                PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers of Europe"));
        Topic<String, PromptRequest> topic = batch.prompts();
        return send(id, topic.valueSerde().serializer().serialize(topic.name(), change.apply(prompt)));
    }

    private static Future<?> send(String id, byte[] value) {
        return producer.send(new ProducerRecord<>(batch.prompts().name(), id, value));
    }
}
