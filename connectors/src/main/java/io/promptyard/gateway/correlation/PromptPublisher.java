package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptRequest;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.Topic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces prompts and cancellations with {@code acks=all}. Serialising and {@code send} can block (registry, metadata,
 * full buffers), so both happen on threads of its own behind a bounded queue; callers never wait. Thread-safe.
 */
final class PromptPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(PromptPublisher.class);
    private static final int THREADS = 2;
    private static final int QUEUE = 8_192;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;
    private final Topic<String, PromptRequest> prompts;
    private final Topic<String, Cancellation> cancellations;
    private final ThreadPoolExecutor senders;

    PromptPublisher(Producer<String, byte[]> producer, GatewayTopics topics) {
        this.producer = producer;
        this.prompts = topics.prompts();
        this.cancellations = topics.cancellations();
        AtomicInteger number = new AtomicInteger();
        this.senders =
                new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "gateway-publisher-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    static PromptPublisher create(Map<String, Object> kafka, GatewayTopics topics) {
        return new PromptPublisher(new KafkaProducer<>(KafkaSettings.producer(kafka)), topics);
    }

    /** Fetches metadata and prepares the threads, so that the first prompt need not wait. Blocks. */
    void warm() {
        senders.prestartAllCoreThreads();
        producer.partitionsFor(prompts.name());
        producer.partitionsFor(cancellations.name());
    }

    /** Fails with {@link PublishFailure} only. */
    Future<Void> publish(PromptRequest prompt) {
        Promise<Void> accepted = Promise.promise();
        try {
            senders.execute(() -> send(prompt, accepted));
        } catch (RejectedExecutionException full) {
            accepted.tryFail(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "too many prompts wait to be sent"));
        }
        return accepted.future();
    }

    void cancel(Cancellation cancellation) {
        try {
            senders.execute(() -> send(cancellation));
        } catch (RejectedExecutionException full) {
            LOG.debug("cancellation dropped, requestId={}", cancellation.id());
        }
    }

    /** Sends what waits, up to ten seconds. Blocks. */
    void close() {
        senders.shutdown();
        try {
            if (!senders.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_LIMIT);
    }

    private void send(PromptRequest prompt, Promise<Void> accepted) {
        try {
            ProducerRecord<String, byte[]> entry =
                    new ProducerRecord<>(prompts.name(), prompt.id().value(), null);
            byte[] value = prompts.valueSerde().serializer().serialize(prompts.name(), entry.headers(), prompt);
            ProducerRecord<String, byte[]> whole =
                    new ProducerRecord<>(prompts.name(), null, entry.key(), value, entry.headers());
            Integer replyPartition = prompt.replyPartition();
            if (replyPartition != null) {
                whole.headers().add(RecordHeaders.REPLY_PARTITION, RecordHeaders.replyPartition(replyPartition));
            }
            String traceparent = prompt.traceparent();
            if (traceparent != null) {
                whole.headers().add(RecordHeaders.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
            }
            producer.send(whole, (metadata, failure) -> {
                if (failure == null) {
                    accepted.tryComplete();
                } else {
                    accepted.tryFail(failure(failure));
                }
            });
        } catch (RuntimeException failure) {
            accepted.tryFail(failure(failure));
        }
    }

    private void send(Cancellation cancellation) {
        try {
            byte[] value = cancellations.valueSerde().serializer().serialize(cancellations.name(), cancellation);
            producer.send(
                    new ProducerRecord<>(cancellations.name(), cancellation.id().value(), value),
                    (metadata, failure) -> {
                        if (failure != null) {
                            LOG.debug("cancellation not sent, requestId={}", cancellation.id(), failure);
                        }
                    });
        } catch (RuntimeException failure) {
            LOG.debug("cancellation not sent, requestId={}", cancellation.id(), failure);
        }
    }

    /** Names the class of the failure only: messages of serialisers may hold what they could not write. */
    private static PublishFailure failure(Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            Throwable cause = failure.getCause();
            LOG.debug(
                    "prompt not sent, failure={} cause={}",
                    failure.getClass().getSimpleName(),
                    cause == null ? "none" : cause.getClass().getSimpleName());
            return new PublishFailure(PublishFailure.Kind.TOO_LARGE, "larger than a record may be");
        }
        Throwable cause = failure.getCause();
        LOG.debug(
                "prompt not sent, failure={} cause={}",
                failure.getClass().getSimpleName(),
                cause == null ? "none" : cause.getClass().getSimpleName());
        return new PublishFailure(
                PublishFailure.Kind.UNAVAILABLE, failure.getClass().getSimpleName());
    }
}
