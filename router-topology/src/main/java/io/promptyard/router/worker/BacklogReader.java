package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Reads dispatches again that a worker has read past. Thread-safe; returns at once. */
public interface BacklogReader extends AutoCloseable {

    /** Dispatches of {@code tenant} at offsets {@code from} to {@code to}, the first {@code most} of them. */
    record Span(TopicPartition dispatches, String tenant, long from, long to, int most) {}

    /** What was found, in order, and the offset to go on from: after {@code to} when there is nothing left. */
    record Found(List<Dispatch> dispatches, long next) {
        public Found {
            dispatches = List.copyOf(dispatches);
        }
    }

    /** Completes on another thread, after a bounded time also with less than there is; fails when Kafka does. */
    CompletableFuture<Found> read(Span span);

    @Override
    void close();
}
