package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.topic.RecordHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    void shouldAnswerOnceWhenTheSameIdComesTwice() throws Exception {
        // When
        PromptRequest twice = prompt("twice");
        produce(twice, null);
        response("twice");
        produce(twice, null);
        produce(prompt("after"), null);
        // Then
        response("after");
        assertThat(yard.simulator().books().calls(call -> true).stream()
                        .filter(call -> call.idempotencyKey().orElse("").startsWith("twice")))
                .hasSizeLessThanOrEqualTo(1);
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
