package io.promptyard.connector;

import io.promptyard.model.outcome.ProviderOutcome;
import io.vertx.core.Future;

/** A call under way. */
public interface ProviderCall {

    /**
     * Completes exactly once, within the provider's total timeout, on an event loop, and never fails. The
     * {@code chunks} of the result count the calls of {@link ChunkSink#accept} made for it.
     */
    Future<ProviderOutcome.Result> outcome();

    /** Stops the call; its outcome becomes a failure of kind {@code CANCELLED}. Any thread, any number of times. */
    void cancel();
}
