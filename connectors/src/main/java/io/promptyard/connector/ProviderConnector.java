package io.promptyard.connector;

import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderId;

/**
 * Speaks to one configured provider.
 *
 * <p>Thread-safe: {@link #start} may be called from any thread and returns at once; nothing in it blocks. Whoever
 * created the connector closes it; calls still open then end as failures of kind {@code NETWORK}. Prompts, answers and
 * keys must not be logged.
 */
public interface ProviderConnector extends AutoCloseable {

    ProviderId id();

    /**
     * Starts one call of {@code dispatch.target()}. Must not throw.
     *
     * @param attemptId unique id of this issue of the attempt, for the provider's request-id header and logs
     * @param idempotencyKey the same for every issue of the same prompt, for providers that have such a header
     * @param chunks told of each piece of a streamed answer, in order, on the connection's event loop, when
     *     {@code dispatch.request().stream()}; never after the outcome
     */
    ProviderCall start(Dispatch dispatch, String attemptId, String idempotencyKey, ChunkSink chunks);

    @Override
    void close();
}
