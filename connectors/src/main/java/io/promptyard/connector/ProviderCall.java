package io.promptyard.connector;

import io.promptyard.model.outcome.ProviderOutcome;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call under way. */
public interface ProviderCall {

    /**
     * Completes exactly once, within the provider's total timeout, on an event loop, and never fails. The
     * {@code chunks} of the result count the calls of {@link ChunkSink#accept} made for it.
     */
    Future<ProviderOutcome.Result> outcome();

    /** Stops the call; its outcome becomes a failure of kind {@code CANCELLED}. Any thread, any number of times. */
    void cancel();

    /**
     * Nobody waits for the answer any more: no further piece of it is passed on, and the call is read to its end or stopped, as {@link OnHangUp}
     * says. Its outcome becomes a failure of kind {@code CANCELLED} either way, with the usage as far as the provider has said it. Any thread,
     * any number of times.
     */
    default void abandon() {
        cancel();
    }

    /** Which of the provider's keys it is made with, by name or position; null when with none, or nobody tells. */
    default @Nullable String key() {
        return null;
    }

    /** Parameters of the prompt that were left out because the host cannot take them. */
    default List<String> droppedParameters() {
        return List.of();
    }
}
