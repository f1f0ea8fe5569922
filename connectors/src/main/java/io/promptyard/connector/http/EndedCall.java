package io.promptyard.connector.http;

import io.promptyard.connector.ProviderCall;
import io.promptyard.model.outcome.ProviderOutcome;
import io.vertx.core.Future;

/** A call whose end is known from the start. */
record EndedCall(ProviderOutcome.Result result) implements ProviderCall {

    @Override
    public Future<ProviderOutcome.Result> outcome() {
        return Future.succeededFuture(result);
    }

    @Override
    public void cancel() {
        // Over already.
    }
}
