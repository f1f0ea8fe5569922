package io.promptyard.gateway.openai;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** The body of a chat completion for who has no connection: read as the gateway reads it, without headers. Pure. */
public final class ChatBody {
    private ChatBody() {}

    /**
     * The prompt that the gateway would send on, with what the object {@code promptyard} of the body says to the router; for nobody who waits.
     *
     * @throws IllegalArgumentException with the words that a client would be answered with
     */
    public static PromptRequest prompt(byte[] json, RequestId id, Instant createdAt) {
        try {
            ChatCompletionRequest request = PromptMapper.read(Json.body(Buffer.buffer(json)));
            RoutingHints hints = request.hints();
            return new PromptRequest(
                            id,
                            createdAt,
                            null,
                            hints.tenantOrDefault(),
                            hints.endpointOrDefault(),
                            hints.tagsOrNone(),
                            request.model(),
                            hints.constraints(),
                            request.body(),
                            request.stream(),
                            null,
                            null,
                            null)
                    .withPriority(hints.priorityOrUsual());
        } catch (InvalidRequest invalid) {
            throw new IllegalArgumentException(invalid.error().message(), invalid);
        }
    }
}
