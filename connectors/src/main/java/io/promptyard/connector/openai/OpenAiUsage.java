package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code usage}. */
final class OpenAiUsage {
    /** More tokens than this nobody counts; so no sum of counts overflows. */
    private static final long MOST = 1L << 53;

    private OpenAiUsage() {}

    /** Null when there is none, or none that can be billed by: a guess would be a wrong bill. */
    static @Nullable TokenUsage of(JsonNode node) {
        Long prompt = count(node.path("prompt_tokens"));
        Long completion = count(node.path("completion_tokens"));
        if (prompt == null || completion == null || !(node instanceof ObjectNode usage)) {
            return null;
        }
        Long total = count(usage.path("total_tokens"));
        Long cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
        if (cached == null) {
            // DeepSeek's own name for it.
            cached = count(usage.path("prompt_cache_hit_tokens"));
        }
        if (cached == null) {
            // Moonshot's place for it.
            cached = count(usage.path("cached_tokens"));
        }
        Long written = count(usage.path("prompt_tokens_details").path("cache_write_tokens"));
        long reasoning = orZero(count(usage.path("completion_tokens_details").path("reasoning_tokens")));
        if (reasoning > 0 && total != null && total == prompt + completion + reasoning) {
            // xAI's way: beside the completion, not in it; billed as output all the same.
            completion += reasoning;
        }
        return new TokenUsage(
                prompt,
                completion,
                total == null ? prompt + completion : total,
                orZero(cached),
                orZero(written),
                reasoning,
                WireJson.text(rest(usage)));
    }

    private static ObjectNode rest(ObjectNode usage) {
        ObjectNode rest = usage.deepCopy();
        rest.remove(List.of("prompt_tokens", "completion_tokens", "total_tokens"));
        without(rest, "prompt_tokens_details", List.of("cached_tokens", "cache_write_tokens"));
        without(rest, "completion_tokens_details", List.of("reasoning_tokens"));
        return rest;
    }

    private static void without(ObjectNode rest, String name, List<String> typed) {
        if (rest.get(name) instanceof ObjectNode details) {
            details.remove(typed);
        }
        if (rest.path(name).isEmpty()) {
            rest.remove(name);
        }
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static @Nullable Long count(JsonNode node) {
        boolean count = node.isIntegralNumber() && node.canConvertToLong();
        return count && node.longValue() >= 0 && node.longValue() <= MOST ? node.longValue() : null;
    }
}
