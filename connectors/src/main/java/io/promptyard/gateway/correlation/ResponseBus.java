package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.vertx.core.Future;

/**
 * How prompts leave the gateway and responses come back. No method blocks; futures may complete on any thread. Whoever
 * made it closes it.
 */
public interface ResponseBus {

    /**
     * Starts to listen. When the future completes, no response to a prompt published later can be missed; called once,
     * before the first {@link #publish}.
     */
    Future<Void> listen(ResponseListener listener);

    /** The partition of responses and response-chunks that the answer to this id is to go to. */
    int replyPartition(String id);

    /** Completes when the broker has acknowledged the prompt; fails with a {@link PublishFailure} and nothing else. */
    Future<Void> publish(PromptRequest prompt);

    /** Completes when the broker has acknowledged the feedback; fails with a {@link PublishFailure} and nothing else. */
    Future<Void> publish(Feedback feedback);

    /** Best effort: a lost cancellation costs money, not correctness. */
    void cancel(Cancellation cancellation);

    /** Sends what was handed over, stops listening. */
    Future<Void> close();
}
