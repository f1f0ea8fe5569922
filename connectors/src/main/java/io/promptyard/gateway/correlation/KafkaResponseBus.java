package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The bus on Kafka: two producers, two plain consumers, their threads. Thread-safe. */
public final class KafkaResponseBus implements ResponseBus {
    private final Map<String, Object> kafka;
    private final GatewayTopics topics;
    private final List<Integer> wantedPartitions;
    private final @Nullable String transactionalId;

    private volatile @Nullable PromptSender publisher;
    private volatile @Nullable FeedbackPublisher feedback;
    private volatile @Nullable ResponseSubscriber subscriber;
    private volatile @Nullable ReplyPartitions replyPartitions;

    private KafkaResponseBus(
            Map<String, Object> kafka,
            GatewayTopics topics,
            List<Integer> wantedPartitions,
            @Nullable String transactionalId) {
        this.kafka = kafka;
        this.topics = topics;
        this.wantedPartitions = wantedPartitions;
        this.transactionalId = transactionalId;
    }

    /**
     * Connects to nothing before {@link #listen}. With a {@code transactionalId} prompts go out in transactions, and
     * only committed responses come back.
     */
    public static KafkaResponseBus create(
            Map<String, Object> kafka,
            GatewayTopics topics,
            List<Integer> replyPartitions,
            @Nullable String transactionalId) {
        return new KafkaResponseBus(Map.copyOf(kafka), topics, List.copyOf(replyPartitions), transactionalId);
    }

    @Override
    public Future<Void> listen(ResponseListener listener) {
        return onThread("gateway-start", () -> {
            ResponseSubscriber started =
                    ResponseSubscriber.start(kafka, topics, wantedPartitions, transactionalId != null, listener);
            subscriber = started;
            replyPartitions = new ReplyPartitions(started.partitions());
            PromptSender created = transactionalId == null
                    ? PromptPublisher.create(kafka, topics)
                    : TransactionalPublisher.create(kafka, topics, transactionalId);
            publisher = created;
            created.warm();
            feedback = FeedbackPublisher.create(kafka, topics.feedback());
            return null;
        });
    }

    @Override
    public int replyPartition(String id) {
        ReplyPartitions known = replyPartitions;
        if (known == null) {
            throw new IllegalStateException("the bus does not listen yet");
        }
        return known.of(id);
    }

    @Override
    public Future<Void> publish(PromptRequest prompt) {
        PromptSender ready = publisher;
        return ready == null
                ? Future.failedFuture(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "not started"))
                : ready.publish(prompt);
    }

    @Override
    public Future<Void> publish(Feedback given) {
        FeedbackPublisher ready = feedback;
        return ready == null
                ? Future.failedFuture(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "not started"))
                : ready.publish(given);
    }

    @Override
    public void cancel(Cancellation cancellation) {
        PromptSender ready = publisher;
        if (ready != null) {
            ready.cancel(cancellation);
        }
    }

    @Override
    public Future<Void> close() {
        return onThread("gateway-stop", () -> {
            PromptSender sending = publisher;
            if (sending != null) {
                sending.close();
            }
            FeedbackPublisher last = feedback;
            if (last != null) {
                last.close();
            }
            ResponseSubscriber reading = subscriber;
            if (reading != null) {
                reading.close();
            }
            return null;
        });
    }

    private static Future<Void> onThread(String name, Callable<@Nullable Void> work) {
        Promise<Void> done = Promise.promise();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.call();
                        done.complete();
                    } catch (Exception failure) {
                        done.fail(failure);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return done.future();
    }
}
