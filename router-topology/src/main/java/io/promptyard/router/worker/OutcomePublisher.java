package io.promptyard.router.worker;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.ProviderOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Produces, outside the stream thread's own producer, what a call yields. Every method returns at once from any thread,
 * keeps the order of its calls per topic, and tries until the broker has acknowledged.
 */
public interface OutcomePublisher extends AutoCloseable {

    /** How a call ended, to the partition that its dispatch came from. One too large becomes a failure. */
    void outcome(ProviderId provider, int partition, @Nullable String traceparent, ProviderOutcome outcome);

    /** An attempt about to start. */
    void attempt(ProviderAttempt attempt);

    /** A piece of a streamed answer, to the partition that its reader reads. */
    void chunk(@Nullable Integer replyPartition, ResponseChunk chunk);

    /** Waits a bounded time for what was handed in. */
    @Override
    void close();
}
