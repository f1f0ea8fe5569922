package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces prompts and cancellations with {@code acks=all}. Serialising and {@code send} can block (registry, metadata,
 * full buffers), so both happen on threads of its own behind a bounded queue; callers never wait. Thread-safe.
 */
final class PromptPublisher implements PromptSender {
    private static final Logger LOG = LoggerFactory.getLogger(PromptPublisher.class);
    private static final int THREADS = 2;
    private static final int QUEUE = 8_192;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;
    private final PromptRecords records;
    private final ThreadPoolExecutor senders;

    PromptPublisher(Producer<String, byte[]> producer, GatewayTopics topics) {
        this.producer = producer;
        this.records = PromptRecords.of(topics);
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

    @Override
    public void warm() {
        senders.prestartAllCoreThreads();
        producer.partitionsFor(records.prompts().name());
        producer.partitionsFor(records.cancellations().name());
    }

    @Override
    public Future<Void> publish(PromptRequest prompt) {
        Promise<Void> accepted = Promise.promise();
        try {
            senders.execute(() -> send(prompt, accepted));
        } catch (RejectedExecutionException full) {
            accepted.tryFail(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "too many prompts wait to be sent"));
        }
        return accepted.future();
    }

    @Override
    public void cancel(Cancellation cancellation) {
        try {
            senders.execute(() -> send(cancellation));
        } catch (RejectedExecutionException full) {
            LOG.debug("cancellation dropped, requestId={}", cancellation.id());
        }
    }

    @Override
    public void close() {
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
            producer.send(records.of(prompt), (metadata, failure) -> {
                if (failure == null) {
                    accepted.tryComplete();
                } else {
                    accepted.tryFail(PromptRecords.afterSending(failure));
                }
            });
        } catch (RuntimeException failure) {
            accepted.tryFail(PromptRecords.failure(failure));
        }
    }

    private void send(Cancellation cancellation) {
        try {
            producer.send(records.of(cancellation), (metadata, failure) -> {
                if (failure != null) {
                    LOG.debug("cancellation not sent, requestId={}", cancellation.id(), failure);
                }
            });
        } catch (RuntimeException failure) {
            LOG.debug("cancellation not sent, requestId={}", cancellation.id(), failure);
        }
    }
}
