package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usageMetadata}: what was cached is part of the prompt here as with us, but thinking is not part of the
 * candidates, nor what tools of Google's own read part of the prompt; we count both in. Counts of zero are left out of
 * their JSON.
 */
final class GeminiUsage {
    /** More tokens than this nobody counts; so no sum of counts overflows. */
    private static final long MOST = 1L << 53;

    private static final List<String> COUNTED = List.of(
            "promptTokenCount",
            "cachedContentTokenCount",
            "candidatesTokenCount",
            "thoughtsTokenCount",
            "toolUsePromptTokenCount",
            "totalTokenCount");

    private GeminiUsage() {}

    /** Null when there is none, or none that can be billed by. */
    static @Nullable TokenUsage of(JsonNode node) {
        if (!(node instanceof ObjectNode usage) || !usage.has("promptTokenCount") || !readable(usage)) {
            return null;
        }
        long prompt = count(usage, "promptTokenCount") + count(usage, "toolUsePromptTokenCount");
        long thoughts = count(usage, "thoughtsTokenCount");
        long completion = count(usage, "candidatesTokenCount") + thoughts;
        long total = usage.has("totalTokenCount") ? count(usage, "totalTokenCount") : prompt + completion;
        ObjectNode rest = usage.deepCopy();
        rest.remove(COUNTED);
        return new TokenUsage(
                prompt, completion, total, count(usage, "cachedContentTokenCount"), 0, thoughts, WireJson.text(rest));
    }

    private static boolean readable(ObjectNode usage) {
        return COUNTED.stream().map(usage::path).allMatch(count -> count.isMissingNode() || isCount(count));
    }

    private static boolean isCount(JsonNode node) {
        boolean count = node.isIntegralNumber() && node.canConvertToLong();
        return count && node.longValue() >= 0 && node.longValue() <= MOST;
    }

    private static long count(ObjectNode usage, String name) {
        return usage.path(name).longValue();
    }
}
