package io.promptyard.gateway.openai;

import io.promptyard.model.PromptContent;

/**
 * A chat completion, or vectors, as a client asked for it. {@code includeUsage} is what it said in {@code stream_options}, which stay
 * in the body's {@code extra}; {@code hints} are what it said to the router in the body.
 */
record ChatCompletionRequest(
        String model, boolean stream, boolean includeUsage, PromptContent body, RoutingHints hints) {}
