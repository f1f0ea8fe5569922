package io.promptyard.gateway.correlation;

import io.promptyard.model.Feedback;
import io.promptyard.topic.Topic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Produces feedback with {@code acks=all}, never in a transaction, also where prompts are: given twice it counts once. As
 * serialising and {@code send} can block, both happen on a thread of its own behind a bounded queue. Thread-safe.
 */
final class FeedbackPublisher {
    private static final int QUEUE = 1_024;
    private static final int BUFFER_BYTES = 8 * 1024 * 1024;
    private static final int RECORD_BYTES = 1024 * 1024;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Topic<String, Feedback> topic;
    private final ThreadPoolExecutor sender;

    FeedbackPublisher(Producer<String, byte[]> producer, Topic<String, Feedback> topic) {
        this.producer = producer;
        this.topic = topic;
        this.sender = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "gateway-feedback");
            thread.setDaemon(true);
            return thread;
        });
    }

    static FeedbackPublisher create(Map<String, Object> kafka, Topic<String, Feedback> topic) {
        Map<String, Object> settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES);
        return new FeedbackPublisher(new KafkaProducer<>(settings), topic);
    }

    /** Completes when the broker has it; fails with {@link PublishFailure} only. */
    Future<Void> publish(Feedback feedback) {
        Promise<Void> accepted = Promise.promise();
        try {
            sender.execute(() -> send(feedback, accepted));
        } catch (RejectedExecutionException full) {
            accepted.tryFail(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "too much feedback waits to be sent"));
        }
        return accepted.future();
    }

    private void send(Feedback feedback, Promise<Void> accepted) {
        try {
            byte[] value = topic.valueSerde().serializer().serialize(topic.name(), feedback);
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(topic.name(), feedback.id().value(), value);
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    accepted.tryComplete();
                } else {
                    accepted.tryFail(PromptRecords.failure(failure));
                }
            });
        } catch (RuntimeException failure) {
            accepted.tryFail(PromptRecords.failure(failure));
        }
    }

    void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_LIMIT);
    }
}
