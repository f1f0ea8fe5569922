package io.promptyard.gateway.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.Cancellation;
import io.promptyard.model.RequestId;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RecordHeaders;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptPublisherTest {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());

    private SerdeFactory serdes;
    private GatewayTopics topics;
    private PromptPublisher publisher;

    @BeforeEach
    void start() {
        serdes = SerdeFactory.mock("publisher");
        topics = TestTopics.on(serdes);
        publisher = new PromptPublisher(producer, topics);
    }

    @AfterEach
    void stop() {
        publisher.close();
        serdes.close();
    }

    @Test
    void shouldProduceThePromptWithItsHeadersAndWaitForTheBroker() {
        // Given
        Future<Void> accepted = publisher.publish(TestTopics.prompt("req_1"));
        await("the record is handed over").until(() -> producer.history().size() == 1);
        boolean acceptedEarly = accepted.isComplete();

        // When
        producer.completeNext();

        // Then
        await("the broker's word").until(accepted::succeeded);
        assertThat(acceptedEarly).isFalse();
        ProducerRecord<String, byte[]> sent = producer.history().getFirst();
        assertThat(sent.topic()).isEqualTo("prompts");
        assertThat(sent.key()).isEqualTo("req_1");
        assertThat(RecordHeaders.replyPartition(sent.headers())).contains(3);
        assertThat(RecordHeaders.traceparent(sent.headers()))
                .contains("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(topics.prompts().valueSerde().deserializer().deserialize("prompts", sent.value()))
                .isEqualTo(TestTopics.prompt("req_1"));
    }

    @Test
    void shouldSayUnavailableAndNothingOfThePromptWhenTheBrokerDoesNotAnswer() {
        // Given
        Future<Void> accepted = publisher.publish(TestTopics.prompt("req_1"));
        await("the record is handed over").until(() -> producer.history().size() == 1);

        // When
        producer.errorNext(new TimeoutException("secret text"));

        // Then
        await("a failure").until(accepted::failed);
        PublishFailure failure = (PublishFailure) accepted.cause();
        assertThat(failure.kind()).isEqualTo(PublishFailure.Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).isEqualTo("TimeoutException");
        assertThat(failure.inDoubt()).as("it was sent").isTrue();
    }

    @Test
    void shouldSayTooLargeWhenTheRecordIs() {
        // Given
        producer.sendException = new RecordTooLargeException("too large");

        // When
        Future<Void> accepted = publisher.publish(TestTopics.prompt("req_1"));

        // Then
        await("a failure").until(accepted::failed);
        PublishFailure failure = (PublishFailure) accepted.cause();
        assertThat(failure.kind()).isEqualTo(PublishFailure.Kind.TOO_LARGE);
        assertThat(failure.inDoubt()).isFalse();
    }

    @Test
    void shouldProduceACancellationUnderTheRequestsId() {
        // Given
        Cancellation cancellation =
                new Cancellation(new RequestId("req_1"), Instant.parse("2026-01-02T03:04:05Z"), "disconnected");

        // When
        publisher.cancel(cancellation);

        // Then
        await("the record is handed over").until(() -> producer.history().size() == 1);
        ProducerRecord<String, byte[]> sent = producer.history().getFirst();
        assertThat(sent.topic()).isEqualTo("cancellations");
        assertThat(sent.key()).isEqualTo("req_1");
        assertThat(topics.cancellations().valueSerde().deserializer().deserialize("cancellations", sent.value()))
                .isEqualTo(cancellation);
    }

    @Test
    void shouldKeepWhatCorrectnessHangsOnWhenTheOperatorSaysOtherwise() {
        // When
        Map<String, Object> settings = KafkaSettings.producer(Map.of("acks", "0", "compression.type", "zstd"));

        // Then
        assertThat(settings)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd")
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0)
                .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 40 * 1024 * 1024);
    }
}
