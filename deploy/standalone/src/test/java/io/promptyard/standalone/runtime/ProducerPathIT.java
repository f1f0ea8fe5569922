package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that speaks to the topics, without the gateway. */
class ProducerPathIT {
    private static TestYard yard;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldAnswerUnderTheSameId() throws Exception {
        // When
        produce(prompt("plain"), null);
        // Then
        ConsumerRecord<String, FinalResponse> record = response("plain");
        assertThat(record.value().id()).isEqualTo(new RequestId("plain"));
        assertThat(record.value().result()).isInstanceOf(Answer.class);
    }

    @Test
    void shouldAnswerOnThePartitionAskedForWhateverTheKeySays() throws Exception {
        for (int partition = 0; partition < TestYard.PARTITIONS; partition++) {
            // When
            produce(prompt("to-" + partition), partition);
            // Then
            assertThat(response("to-" + partition).partition()).isEqualTo(partition);
        }
    }

    @Test
    void shouldIgnoreAReplyPartitionThatIsNotThere() throws Exception {
        // When
        produce(prompt("far"), 99);
        produce(prompt("negative"), -1);
        // Then
        assertThat(response("far").value().result()).isInstanceOf(Answer.class);
        assertThat(response("negative").value().result()).isInstanceOf(Answer.class);
    }

    @Test
    void shouldPublishPiecesInOrderWhenAStreamIsAskedFor() throws Exception {
        // When
        produce(prompt("pieces").withStream(true), 1);
        // Then
        Answer answer = (Answer) response("pieces").value().result();
        assertThat(answer.chunks()).isPositive();
        try (TopicTail<ResponseChunk> tail = yard.tail(yard.topics.responseChunks())) {
            List<ConsumerRecord<String, ResponseChunk>> chunks = tail.await("pieces", answer.chunks());
            assertThat(chunks).hasSize(answer.chunks()).allMatch(chunk -> chunk.partition() == 1);
            assertThat(chunks)
                    .extracting(chunk -> chunk.value().sequence())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldAnswerFromTheFirstWhenTheSameIdComesAgain() throws Exception {
        // Given
        PromptRequest twice = prompt("twice");
        produce(twice, 0);
        byte[] first = response("twice").value().toString().getBytes(StandardCharsets.UTF_8);
        awaitRemembered("twice");
        // When
        produce(twice, 2);
        // Then
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            var both = tail.await("twice", 2);
            assertThat(both).extracting(ConsumerRecord::partition).containsExactlyInAnyOrder(0, 2);
            assertThat(both)
                    .allSatisfy(record -> assertThat(record.value().toString().getBytes(StandardCharsets.UTF_8))
                            .isEqualTo(first));
        }
        assertThat(yard.simulator().books().callsOf("twice")).hasSize(1);
    }

    /** The router reads every response: its own note of one is a record in a topic of its own. */
    private static void awaitRemembered(String id) {
        var answered = new Topic<>("promptyard-router-answered-repartition", Serdes.String(), Serdes.ByteArray());
        try (TopicTail<byte[]> tail = yard.tail(answered)) {
            tail.await(id, 1);
        }
        // The note is in the store when a later prompt of the same partition has been accepted.
        Awaitility.await("the router has read its note").until(() -> yard.routerHasRead(answered.name()));
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers of Europe"));
    }

    private static ConsumerRecord<String, FinalResponse> response(String id) {
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            return tail.await(id, 1).getFirst();
        }
    }

    private static void produce(PromptRequest prompt, @Nullable Integer replyPartition) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            var record = new ProducerRecord<>(
                    yard.topics.prompts().name(), prompt.id().value(), prompt);
            if (replyPartition != null) {
                record.headers().add(RecordHeaders.REPLY_PARTITION, RecordHeaders.replyPartition(replyPartition));
            }
            producer.send(record).get();
        }
    }
}
