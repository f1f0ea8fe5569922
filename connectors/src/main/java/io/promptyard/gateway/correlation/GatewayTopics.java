package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.topic.Topic;
import java.util.Objects;

/** The five topics that the gateway speaks on; keys are request ids. */
public record GatewayTopics(
        Topic<String, PromptRequest> prompts,
        Topic<String, FinalResponse> responses,
        Topic<String, ResponseChunk> responseChunks,
        Topic<String, Cancellation> cancellations,
        Topic<String, Feedback> feedback) {
    public GatewayTopics {
        Objects.requireNonNull(prompts, "prompts");
        Objects.requireNonNull(responses, "responses");
        Objects.requireNonNull(responseChunks, "responseChunks");
        Objects.requireNonNull(cancellations, "cancellations");
        Objects.requireNonNull(feedback, "feedback");
    }
}
