package io.promptyard.gateway.correlation;

import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.vertx.core.Context;

/**
 * An HTTP exchange that waits for its answer. Every method but {@link #context()} is called on that context, in the
 * order of arrival within each topic; what comes after the exchange has ended is ignored by it.
 */
public interface Waiting {
    Context context();

    void response(FinalResponse response);

    void chunk(ResponseChunk chunk);

    void unreadable();
}
