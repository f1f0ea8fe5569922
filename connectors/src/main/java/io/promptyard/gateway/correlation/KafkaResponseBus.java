package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The bus on Kafka: one producer, two plain consumers, their threads. Thread-safe. */
public final class KafkaResponseBus implements ResponseBus {
    private final Map<String, Object> kafka;
    private final GatewayTopics topics;
    private final List<Integer> wantedPartitions;

    private volatile @Nullable PromptPublisher publisher;
    private volatile @Nullable ResponseSubscriber subscriber;
    private volatile @Nullable ReplyPartitions replyPartitions;

    private KafkaResponseBus(Map<String, Object> kafka, GatewayTopics topics, List<Integer> wantedPartitions) {
        this.kafka = kafka;
        this.topics = topics;
        this.wantedPartitions = wantedPartitions;
    }

    /** Connects to nothing before {@link #listen}. */
    public static KafkaResponseBus create(
            Map<String, Object> kafka, GatewayTopics topics, List<Integer> replyPartitions) {
        return new KafkaResponseBus(Map.copyOf(kafka), topics, List.copyOf(replyPartitions));
    }

    @Override
    public Future<Void> listen(ResponseListener listener) {
        return onThread("gateway-start", () -> {
            ResponseSubscriber started = ResponseSubscriber.start(kafka, topics, wantedPartitions, listener);
            subscriber = started;
            replyPartitions = new ReplyPartitions(started.partitions());
            PromptPublisher created = PromptPublisher.create(kafka, topics);
            publisher = created;
            created.warm();
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
        PromptPublisher ready = publisher;
        return ready == null
                ? Future.failedFuture(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "not started"))
                : ready.publish(prompt);
    }

    @Override
    public void cancel(Cancellation cancellation) {
        PromptPublisher ready = publisher;
        if (ready != null) {
            ready.cancel(cancellation);
        }
    }

    @Override
    public Future<Void> close() {
        return onThread("gateway-stop", () -> {
            PromptPublisher sending = publisher;
            if (sending != null) {
                sending.close();
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
