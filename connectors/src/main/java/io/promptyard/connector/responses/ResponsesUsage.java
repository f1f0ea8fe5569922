package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code usage}: what was cached is part of the input, and reasoning part of the output, here as with us. */
final class ResponsesUsage {
    private static final String INPUT_DETAILS = "input_tokens_details";
    private static final String OUTPUT_DETAILS = "output_tokens_details";

    private ResponsesUsage() {}

    /** Null when there is none, or none that can be billed by. */
    static @Nullable TokenUsage of(JsonNode node) {
        Long prompt = TokenCount.of(node.path("input_tokens"));
        Long completion = TokenCount.of(node.path("output_tokens"));
        if (prompt == null || completion == null || !(node instanceof ObjectNode usage)) {
            return null;
        }
        Long total = TokenCount.of(usage.path("total_tokens"));
        return new TokenUsage(
                prompt,
                completion,
                total == null ? prompt + completion : total,
                TokenCount.orZero(usage.path(INPUT_DETAILS).path("cached_tokens")),
                TokenCount.orZero(usage.path(INPUT_DETAILS).path("cache_write_tokens")),
                TokenCount.orZero(usage.path(OUTPUT_DETAILS).path("reasoning_tokens")),
                WireJson.text(rest(usage)));
    }

    private static ObjectNode rest(ObjectNode usage) {
        ObjectNode rest = usage.deepCopy();
        rest.remove(List.of("input_tokens", "output_tokens", "total_tokens"));
        without(rest, INPUT_DETAILS, List.of("cached_tokens", "cache_write_tokens"));
        without(rest, OUTPUT_DETAILS, List.of("reasoning_tokens"));
        return rest;
    }

    private static void without(ObjectNode rest, String name, List<String> typed) {
        if (rest.get(name) instanceof ObjectNode details) {
            details.remove(typed);
            if (details.isEmpty()) {
                rest.remove(name);
            }
        }
    }
}
