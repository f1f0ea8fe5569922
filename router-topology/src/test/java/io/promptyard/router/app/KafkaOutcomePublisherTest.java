package io.promptyard.router.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaOutcomePublisherTest {
    private final SerdeFactory serdes = SerdeFactory.mock("outcomes-" + UUID.randomUUID());
    private final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    private final AwayForAWhile producer = new AwayForAWhile();
    private final KafkaOutcomePublisher publisher =
            new KafkaOutcomePublisher(topics, new RouterMetrics(new SimpleMeterRegistry()), 4, producer);

    /** As a {@code KafkaProducer} that has waited for metadata in vain: it tells the callback, and throws nothing. */
    private static final class AwayForAWhile extends MockProducer<byte[], byte[]> {
        private final AtomicInteger away = new AtomicInteger();
        private final CountDownLatch may = new CountDownLatch(1);

        AwayForAWhile() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            try {
                may.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (away.getAndDecrement() > 0) {
                TimeoutException late = new TimeoutException("no metadata");
                callback.onCompletion(new RecordMetadata(null, -1, -1, -1, -1, -1), late);
                return CompletableFuture.failedFuture(late);
            }
            return super.send(record, callback);
        }
    }

    @AfterEach
    void close() {
        producer.may.countDown();
        publisher.close();
        serdes.close();
    }

    @Test
    void shouldWaitInOrderWhenTheBrokerIsAwayForAWhile() {
        // Given
        producer.away.set(1);
        producer.may.countDown();
        // When
        publisher.outcome(Configs.OPENAI, 2, null, failed("p-1"));
        publisher.outcome(Configs.OPENAI, 2, null, failed("p-2"));
        // Then
        await().until(() -> producer.history().size() == 2);
        assertThat(producer.history())
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactly("p-1", "p-2");
    }

    @Test
    void shouldProduceWhatWaitsInTheQueueWhenItIsClosed() throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            publisher.outcome(Configs.OPENAI, 0, null, failed("p-" + i));
        }
        // When
        Thread closing = Thread.ofPlatform().start(publisher::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        producer.may.countDown();
        closing.join();
        // Then
        assertThat(producer.history()).hasSize(20);
    }

    @Test
    void shouldStayTheSameFailureAsCommittedAsItWasWhenWhatWasReceivedFitsNoRecord() {
        // Given
        PartialAnswer received =
                new PartialAnswer(new CompletionContent.Clear(new Completion(List.of(), null, "{}")), 7, 0);
        Failed cut = Failed.of(FailureKind.NETWORK, "cut", 12).withReceived(received);
        ProviderOutcome outcome = new ProviderOutcome(new RequestId("p-1"), 1, "p-1#1.1", Prompts.START, cut);
        // When
        ProviderOutcome smaller = KafkaOutcomePublisher.tooLarge(outcome);
        // Then
        assertThat(smaller.result())
                .isEqualTo(Failed.of(FailureKind.NETWORK, "cut", 12).withChunks(7));
    }

    private static ProviderOutcome failed(String id) {
        return new ProviderOutcome(
                new RequestId(id), 1, id + "#1.1", Prompts.START, Failed.of(FailureKind.NETWORK, "cut", 12));
    }
}
