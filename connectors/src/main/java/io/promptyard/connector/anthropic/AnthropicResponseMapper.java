package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ReplyReader;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** A reply of the Messages API, plain or streamed, in our words. Stateless. */
final class AnthropicResponseMapper implements ReplyReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        failOnError(body);
        if (body instanceof ObjectNode json) {
            return AnthropicAnswer.of(json);
        }
        throw ReplyException.malformed("a reply that is not a JSON object");
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return AnthropicUsage.of(body.path("usage"));
    }

    @Override
    public StreamReader stream() {
        return new AnthropicStreamReader();
    }

    static void failOnError(JsonNode body) throws ReplyException {
        if ("error".equals(body.path("type").textValue()) || body.hasNonNull("error")) {
            throw ReplyException.reported(ProviderError.of(body));
        }
    }
}
