package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptRequest;
import io.vertx.core.Future;

/** Hands prompts to the broker. {@link #publish} and {@link #cancel} never block; the other two do. Thread-safe. */
interface PromptSender {

    /** Prepares what the first prompt would otherwise wait for; called once, before it. */
    void warm();

    /** Completes when the prompt is accepted for good; fails with {@link PublishFailure} only. */
    Future<Void> publish(PromptRequest prompt);

    /** Best effort. */
    void cancel(Cancellation cancellation);

    /** Sends what waits, for a bounded time. */
    void close();
}
