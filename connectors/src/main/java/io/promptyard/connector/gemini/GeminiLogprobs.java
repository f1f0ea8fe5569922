package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Log probabilities of the tokens of one candidate, in OpenAI's shape. Not thread-safe. */
final class GeminiLogprobs {
    private final ArrayNode content = WireJson.object().putArray("content");

    /** What {@code logprobsResult} adds, as {@code logprobs} of a choice; null for nothing. */
    @Nullable
    JsonNode add(JsonNode result) {
        ArrayNode added = WireJson.object().putArray("content");
        JsonNode tops = result.path("topCandidates");
        for (JsonNode chosen : result.path("chosenCandidates")) {
            ObjectNode token = token(chosen);
            ArrayNode top = token.putArray("top_logprobs");
            tops.path(added.size()).path("candidates").forEach(candidate -> top.add(token(candidate)));
            added.add(token);
        }
        content.addAll(added);
        return added.isEmpty() ? null : shape(added);
    }

    @Nullable
    String text() {
        return content.isEmpty() ? null : WireJson.text(shape(content));
    }

    private static ObjectNode shape(ArrayNode tokens) {
        ObjectNode logprobs = WireJson.object();
        logprobs.set("content", tokens);
        return logprobs.putNull("refusal");
    }

    private static ObjectNode token(JsonNode theirs) {
        String text = theirs.path("token").asText("");
        ObjectNode token = WireJson.object().put("token", text);
        token.set("logprob", theirs.path("logProbability").isNumber() ? theirs.path("logProbability") : zero());
        ArrayNode bytes = token.putArray("bytes");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
        return token;
    }

    /** Their JSON leaves out what is zero: a token that was certain. */
    private static JsonNode zero() {
        return WireJson.object().numberNode(0);
    }
}
