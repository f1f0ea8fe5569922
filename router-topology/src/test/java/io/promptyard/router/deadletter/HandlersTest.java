package io.promptyard.router.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final byte[] KEY = "p-1".getBytes(StandardCharsets.UTF_8);

    private final SerdeFactory serdes = SerdeFactory.mock("handlers");
    private final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    private final DeadLetteringDeserializationHandler reading = new DeadLetteringDeserializationHandler();
    private final DeadLetteringProcessingHandler processing = new DeadLetteringProcessingHandler();
    private final DeadLetteringProductionHandler producing = new DeadLetteringProductionHandler();

    @BeforeEach
    void configure() {
        Undertaker undertaker = new Undertaker(
                topics,
                Set.of(topics.prompts().name()),
                6,
                new DeadLetterFactory("promptyard-router"),
                new RouterMetrics(new SimpleMeterRegistry()),
                Clock.fixed(Prompts.START, ZoneOffset.UTC));
        Map<String, Object> config = Map.of(Undertaker.CONFIG, undertaker);
        reading.configure(config);
        processing.configure(config);
        producing.configure(config);
    }

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldStopToReadAgainWhenTheFaultPasses() {
        assertThat(read(new TimeoutException("registry")).result())
                .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
        assertThat(read(new SerializationException(new IOException("reset"))).result())
                .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
        assertThat(processing
                        .handleError(context("promptyard.prompts"), new Record<>("p-1", 1, 0), new TimeoutException())
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldBuryAndRefuseToTheReadersPartitionWhenTheBytesAreUnreadable() {
        // When
        var response = read(unreadable());

        // Then
        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        List<ProducerRecord<byte[], byte[]>> records = response.deadLetterQueueRecords();
        assertThat(records)
                .extracting(ProducerRecord::topic)
                .containsExactly("promptyard.dead-letters", "promptyard.responses");
        assertThat(records.getLast().partition()).isEqualTo(4);
        assertThat(records.getLast().timestamp()).isEqualTo(Prompts.START.toEpochMilli());
        assertThat(letter(records.getFirst()).source().rawValue().remaining()).isEqualTo(2);
    }

    @Test
    void shouldOnlyBuryWhenNoPromptEndsWithTheRecord() {
        // When
        var response = processing.handleError(
                context("promptyard.outcomes.openai"), new Record<>("p-1", 1, 0), new IllegalStateException());

        // Then
        assertThat(response.deadLetterQueueRecords())
                .extracting(ProducerRecord::topic)
                .containsExactly("promptyard.dead-letters");
    }

    @Test
    void shouldRefuseAsInternalWhenWeFail() {
        // When
        var response = processing.handleError(
                context("promptyard.prompts"), new Record<>("p-1", 1, 0), new IllegalStateException(Prompts.SECRET));

        // Then
        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(letter(response.deadLetterQueueRecords().getFirst()).message())
                .isEqualTo("decide-route failed: IllegalStateException");
        assertThat(refusal(response.deadLetterQueueRecords().getLast()).kind()).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void shouldRefuseAsTooLargeWhenTheWayOnDoesNotTakeTheRecord() {
        for (String destination :
                List.of("promptyard.dispatch.openai", "promptyard.reroutes", "promptyard.responses")) {
            // When
            var response = tooLarge(destination);

            // Then
            assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
            assertThat(refusal(response.deadLetterQueueRecords().getLast()).kind())
                    .as(destination)
                    .isEqualTo(FailureKind.TOO_LARGE);
            assertThat(response.deadLetterQueueRecords().getLast().key()).isEqualTo(KEY);
        }
    }

    @Test
    void shouldRefuseNobodyWhenThePromptGoesOnWithoutTheRecord() {
        for (String destination : List.of("promptyard.decisions", "promptyard.attempts", "promptyard.dead-letters")) {
            assertThat(tooLarge(destination).deadLetterQueueRecords())
                    .as(destination)
                    .extracting(ProducerRecord::topic)
                    .containsExactly("promptyard.dead-letters");
        }
    }

    @Test
    void shouldBuryWithoutOriginWhenNoRecordLedToWhatIsTooLarge() {
        // When: from a punctuator, or a letter that is itself too large
        var response = producing.handleError(
                context(null),
                new ProducerRecord<>("promptyard.dead-letters", KEY, new byte[1]),
                new RecordTooLargeException());

        // Then
        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(letter(response.deadLetterQueueRecords().getFirst()).source())
                .isNull();
    }

    @Test
    void shouldTryAgainOrStopWhenProducingFailsOtherwise() {
        assertThat(produce("promptyard.responses", new TimeoutException()).result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(produce("promptyard.responses", new IllegalStateException()).result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldTakeTheEndOfTheBytesForUnreadableAndNotForAFaultThatPasses() {
        assertThat(Transient.is(unreadable())).isFalse();
        assertThat(Transient.is(new RuntimeException(new EOFException()))).isTrue();
    }

    private Exception unreadable() {
        byte[] whole = topics.prompts()
                .valueSerde()
                .serializer()
                .serialize(topics.prompts().name(), Prompts.prompt("p-1"));
        try {
            topics.prompts()
                    .valueSerde()
                    .deserializer()
                    .deserialize(topics.prompts().name(), java.util.Arrays.copyOf(whole, whole.length - 9));
            throw new AssertionError("was read");
        } catch (SerializationException e) {
            return e;
        }
    }

    private DeserializationExceptionHandler.Response read(Exception exception) {
        var record = new ConsumerRecord<>("promptyard.prompts", 3, 77L, KEY, new byte[] {9, 9});
        record.headers().add(RecordHeaders.REPLY_PARTITION, RecordHeaders.replyPartition(4));
        return reading.handleError(context("promptyard.prompts"), record, exception);
    }

    private ProductionExceptionHandler.Response tooLarge(String destination) {
        return produce(destination, new RecordTooLargeException());
    }

    private ProductionExceptionHandler.Response produce(String destination, Exception exception) {
        return producing.handleError(
                context("promptyard.outcomes.openai"), new ProducerRecord<>(destination, KEY, new byte[1]), exception);
    }

    private static ErrorHandlerContext context(@Nullable String topic) {
        return new DefaultErrorHandlerContext(
                null,
                topic,
                3,
                77,
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                "decide-route",
                new TaskId(0, 3),
                0,
                KEY,
                new byte[] {1});
    }

    private DeadLetter letter(ProducerRecord<byte[], byte[]> record) {
        return topics.deadLetters().valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    private Refusal refusal(ProducerRecord<byte[], byte[]> record) {
        FinalResponse response =
                topics.responses().valueSerde().deserializer().deserialize(record.topic(), record.value());
        assertThat(response.id().value()).isEqualTo("p-1");
        return (Refusal) response.result();
    }
}
