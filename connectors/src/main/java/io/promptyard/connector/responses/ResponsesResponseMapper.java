package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ReplyReader;
import io.promptyard.connector.http.ServedTier;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** A response, plain or streamed, in our words. Stateless. */
final class ResponsesResponseMapper implements ReplyReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        failOnError(body);
        if (!body.path("output").isArray()) {
            throw ReplyException.malformed("no output in the reply");
        }
        ResponsesAnswer answer = ResponsesAnswer.of(body);
        answer.end();
        return answer.reply();
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return ResponsesUsage.of(ServedTier.usage(body));
    }

    @Override
    public StreamReader stream() {
        return new ResponsesStreamReader();
    }

    /** A response may have failed with status 200; of one that has not, {@code error} is null. */
    static void failOnError(JsonNode response) throws ReplyException {
        if (response.hasNonNull("error")) {
            throw ReplyException.reported(ProviderError.of(response));
        }
    }
}
