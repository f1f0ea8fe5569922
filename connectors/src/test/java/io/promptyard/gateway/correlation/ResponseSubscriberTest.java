package io.promptyard.gateway.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.RequestId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.serde.SerdeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseSubscriberTest {
    private final MockConsumer<String, byte[]> responses = consumer("responses");
    private final MockConsumer<String, byte[]> chunks = consumer("response-chunks");
    private final Recorder recorder = new Recorder();

    private SerdeFactory serdes;
    private GatewayTopics topics;
    private ResponseSubscriber subscriber;

    @BeforeEach
    void start() {
        serdes = SerdeFactory.mock("subscriber");
        topics = TestTopics.on(serdes);
        subscriber = start(List.of());
    }

    @AfterEach
    void stop() {
        subscriber.close();
        serdes.close();
    }

    @Test
    void shouldStandAtTheEndOfEveryPartitionWhenStarted() {
        // Then
        assertThat(subscriber.partitions()).containsExactly(0, 1);
        assertThat(responses.position(new TopicPartition("responses", 1))).isEqualTo(7);
        assertThat(chunks.position(new TopicPartition("response-chunks", 0))).isEqualTo(7);
    }

    @Test
    void shouldHandOnAResponseWhenSomebodyWaitsForIt() {
        // Given
        FinalResponse response = refusal("req_1");

        // When
        responses.addRecord(entry("responses", 7, "req_1", bytes(response)));

        // Then
        await("the response").until(() -> recorder.responses.contains(response));
    }

    @Test
    void shouldNotReadWhatBelongsToOthers() {
        // Given
        byte[] unreadable = "not avro".getBytes(StandardCharsets.UTF_8);

        // When
        responses.addRecord(entry("responses", 7, "stranger", unreadable));
        responses.addRecord(entry("responses", 8, "req_1", bytes(refusal("req_1"))));

        // Then
        await("the response after it").until(() -> recorder.responses.size() == 1);
        assertThat(recorder.unreadable).isEmpty();
    }

    @Test
    void shouldTellWhoWaitsAndGoOnWhenAResponseCannotBeRead() {
        // When
        responses.addRecord(entry("responses", 7, "req_1", "not avro".getBytes(StandardCharsets.UTF_8)));
        responses.addRecord(entry("responses", 8, "req_1", bytes(refusal("req_1"))));

        // Then
        await("the response after it").until(() -> recorder.responses.size() == 1);
        assertThat(recorder.unreadable).containsExactly("req_1");
    }

    @Test
    void shouldRefuseToStartWhenAReplyPartitionDoesNotExist() {
        // When // Then
        assertThatThrownBy(() -> start(List.of(0, 9)))
                .hasMessageContaining("gateway.reply-partitions")
                .hasMessageContaining("[0, 9] of [0, 1]");
    }

    @Test
    void shouldChooseAReplyPartitionByTheIdAlone() {
        // Given
        ReplyPartitions partitions = new ReplyPartitions(List.of(4, 9));

        // When
        int first = partitions.of("req_1");

        // Then
        assertThat(first).isIn(4, 9).isEqualTo(partitions.of("req_1"));
    }

    private ResponseSubscriber start(List<Integer> wanted) {
        Deque<MockConsumer<String, byte[]>> consumers = new ArrayDeque<>(
                subscriber == null
                        ? List.of(responses, chunks)
                        : List.of(consumer("responses"), consumer("response-chunks")));
        return ResponseSubscriber.start(consumers::pop, topics, wanted, recorder);
    }

    private byte[] bytes(FinalResponse response) {
        return topics.responses().valueSerde().serializer().serialize("responses", response);
    }

    private static FinalResponse refusal(String id) {
        return new FinalResponse(
                new RequestId(id),
                Instant.parse("2026-01-02T03:04:05Z"),
                "default",
                new FinalResponse.Refusal(FailureKind.UNROUTABLE, "no", 503, null, null, null, null, "", 0),
                0,
                null,
                null);
    }

    private static ConsumerRecord<String, byte[]> entry(String topic, long offset, String key, byte[] value) {
        return new ConsumerRecord<>(topic, 0, offset, key, value);
    }

    private static MockConsumer<String, byte[]> consumer(String topic) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
        Node node = Node.noNode();
        Node[] none = new Node[0];
        consumer.updatePartitions(
                topic,
                List.of(new PartitionInfo(topic, 0, node, none, none), new PartitionInfo(topic, 1, node, none, none)));
        consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 7L, new TopicPartition(topic, 1), 7L));
        return consumer;
    }

    /** Waits for {@code req_1} alone. */
    private static final class Recorder implements ResponseListener {
        final List<FinalResponse> responses = new CopyOnWriteArrayList<>();
        final List<String> unreadable = new CopyOnWriteArrayList<>();

        @Override
        public boolean wantsResponse(String id) {
            return id.equals("req_1");
        }

        @Override
        public boolean wantsChunk(String id) {
            return id.equals("req_1");
        }

        @Override
        public void onResponse(FinalResponse response) {
            responses.add(response);
        }

        @Override
        public void onChunk(ResponseChunk chunk) {}

        @Override
        public void onUnreadable(String id) {
            unreadable.add(id);
        }
    }
}
