package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code usage}: here {@code input_tokens} leaves out what came from or went to the cache; we count it in. */
final class AnthropicUsage {
    /** More tokens than this nobody counts; so no sum of counts overflows. */
    private static final long MOST = 1L << 53;

    private AnthropicUsage() {}

    /** Null when there is none, or none that can be billed by. */
    static @Nullable TokenUsage of(JsonNode node) {
        Long input = count(node.path("input_tokens"));
        Long output = count(node.path("output_tokens"));
        if (input == null || output == null || !(node instanceof ObjectNode usage)) {
            return null;
        }
        long written = orZero(count(usage.path("cache_creation_input_tokens")));
        long read = orZero(count(usage.path("cache_read_input_tokens")));
        long prompt = input + written + read;
        ObjectNode rest = usage.deepCopy();
        rest.remove(List.of("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"));
        return new TokenUsage(prompt, output, prompt + output, read, written, 0, WireJson.text(rest));
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static @Nullable Long count(JsonNode node) {
        boolean count = node.isIntegralNumber() && node.canConvertToLong();
        return count && node.longValue() >= 0 && node.longValue() <= MOST ? node.longValue() : null;
    }
}
