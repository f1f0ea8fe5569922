package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usage}. What is billed counts: {@code tokens} holds Cohere's own words around the prompt as well, which nobody
 * pays for, and so may {@code cached_tokens}. Both stay in {@code extra}.
 */
final class CohereUsage {
    private CohereUsage() {}

    /** Null when there is none, or none that can be billed by. */
    static @Nullable TokenUsage of(JsonNode node) {
        if (!(node instanceof ObjectNode usage)) {
            return null;
        }
        JsonNode units = usage.path("billed_units").isObject() ? usage.path("billed_units") : usage.path("tokens");
        Long prompt = TokenCount.of(units.path("input_tokens"));
        Long completion = TokenCount.of(units.path("output_tokens"));
        if (prompt == null || completion == null) {
            return null;
        }
        long cached = TokenCount.orZero(usage.path("cached_tokens"));
        ObjectNode rest = usage.deepCopy();
        if (cached <= prompt) {
            rest.remove("cached_tokens");
        }
        if (rest.get("billed_units") instanceof ObjectNode billed) {
            billed.remove("input_tokens");
            billed.remove("output_tokens");
            if (billed.isEmpty()) {
                rest.remove("billed_units");
            }
        } else {
            rest.remove("tokens");
        }
        return new TokenUsage(
                prompt, completion, prompt + completion, Math.min(cached, prompt), 0, 0, WireJson.text(rest));
    }
}
