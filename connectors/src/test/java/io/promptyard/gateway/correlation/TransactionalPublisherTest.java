package io.promptyard.gateway.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.Cancellation;
import io.promptyard.model.RequestId;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RecordHeaders;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionalPublisherTest {
    private final List<Scripted> producers = new CopyOnWriteArrayList<>();
    private final SerdeFactory serdes = SerdeFactory.mock("transactions");
    private TransactionalPublisher publisher;

    /** Holds its commits until it is let go. */
    private static final class Scripted extends MockProducer<String, byte[]> {
        private volatile CountDownLatch commits = new CountDownLatch(0);
        private volatile KafkaException commitFailure;
        private volatile boolean aborted;

        Scripted() {
            super(true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public void commitTransaction() {
            try {
                commits.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            KafkaException failure = commitFailure;
            if (failure != null) {
                commitFailure = null;
                throw failure;
            }
            super.commitTransaction();
        }

        @Override
        public void abortTransaction() {
            super.abortTransaction();
            aborted = true;
        }
    }

    @BeforeEach
    void start() {
        publisher = new TransactionalPublisher(
                () -> {
                    producers.add(new Scripted());
                    return producers.getLast();
                },
                TestTopics.on(serdes));
        publisher.warm();
    }

    @AfterEach
    void stop() {
        publisher.close();
        serdes.close();
    }

    @Test
    void shouldAcceptAPromptWhenItsTransactionIsCommitted() {
        // Given
        CountDownLatch hold = hold();
        Future<Void> accepted = publisher.publish(TestTopics.prompt("req_1"));
        await("the record is in the transaction")
                .until(() -> only().uncommittedRecords().size() == 1);
        assertThat(accepted.isComplete()).isFalse();
        // When
        hold.countDown();
        // Then
        await("the commit").until(accepted::succeeded);
        ProducerRecord<String, byte[]> sent = only().history().getFirst();
        assertThat(sent.key()).isEqualTo("req_1");
        assertThat(RecordHeaders.replyPartition(sent.headers())).contains(3);
    }

    @Test
    void shouldPutWhatArrivesDuringACommitIntoOneTransaction() {
        // Given
        CountDownLatch hold = hold();
        Future<Void> first = publisher.publish(TestTopics.prompt("req_0"));
        await("the first is being committed")
                .until(() -> only().uncommittedRecords().size() == 1);
        // When
        List<Future<Void>> crowd = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> publisher.publish(TestTopics.prompt("req_" + i)))
                .toList();
        hold.countDown();
        // Then
        await("all of them").until(() -> crowd.stream().allMatch(Future::succeeded));
        assertThat(first.succeeded()).isTrue();
        assertThat(only().commitCount()).isEqualTo(2);
        assertThat(only().history()).hasSize(51);
    }

    @Test
    void shouldTellEveryoneInAnAbortedTransactionToTryAgainAndServeTheNext() {
        // Given
        only().commitFailure = new KafkaException("secret text");
        // When
        Future<Void> refused = publisher.publish(TestTopics.prompt("req_1"));
        // Then
        await("the refusal").until(refused::failed);
        PublishFailure failure = (PublishFailure) refused.cause();
        assertThat(failure.kind()).isEqualTo(PublishFailure.Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).isEqualTo("KafkaException");
        assertThat(only().aborted).isTrue();
        assertThat(only().history()).isEmpty();
        Future<Void> next = publisher.publish(TestTopics.prompt("req_2"));
        await("the next").until(next::succeeded);
        assertThat(producers).hasSize(1);
    }

    @Test
    void shouldReplaceAProducerThatWasFenced() {
        // Given
        only().fenceProducer();
        // When
        Future<Void> refused = publisher.publish(TestTopics.prompt("req_1"));
        await("the refusal").until(refused::failed);
        Future<Void> next = publisher.publish(TestTopics.prompt("req_2"));
        // Then
        await("the next").until(next::succeeded);
        assertThat(((PublishFailure) refused.cause()).getMessage())
                .isEqualTo(ProducerFencedException.class.getSimpleName());
        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(producers.getLast().transactionInitialized()).isTrue();
    }

    @Test
    void shouldAbortNothingWhoseCommitIsInDoubt() {
        // Given
        only().commitFailure = new TimeoutException("no answer");
        // When
        Future<Void> refused = publisher.publish(TestTopics.prompt("req_1"));
        // Then
        await("the refusal").until(refused::failed);
        Future<Void> next = publisher.publish(TestTopics.prompt("req_2"));
        await("the next").until(next::succeeded);
        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().aborted).isFalse();
    }

    @Test
    void shouldSendACancellationInATransactionToo() {
        // When
        publisher.cancel(new Cancellation(new RequestId("req_1"), Instant.EPOCH, "disconnected"));
        // Then
        await("the record").until(() -> only().history().size() == 1);
        assertThat(only().history().getFirst().topic()).isEqualTo("cancellations");
    }

    @Test
    void shouldRefuseAfterItWasClosed() {
        // When
        publisher.close();
        // Then
        assertThat(publisher.publish(TestTopics.prompt("req_1")).failed()).isTrue();
        assertThat(only().closed()).isTrue();
    }

    @Test
    void shouldNameTheTransactionAndBoundItWhateverTheOperatorSays() {
        // When
        Map<String, Object> settings =
                KafkaSettings.transactional(Map.of("transactional.id", "mine", "acks", "1"), "promptyard-gateway-a");
        // Then
        assertThat(settings)
                .containsEntry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "promptyard-gateway-a")
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        assertThat(KafkaSettings.consumer(Map.of("isolation.level", "read_uncommitted"), true))
                .containsEntry("isolation.level", "read_committed");
    }

    private Scripted only() {
        return producers.getFirst();
    }

    private CountDownLatch hold() {
        CountDownLatch hold = new CountDownLatch(1);
        only().commits = hold;
        return hold;
    }
}
