package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code usage}: what was read from and written to the cache is not part of the input there, and is with us. */
final class BedrockUsage {
    private static final String READ = "cacheReadInputTokens";
    private static final String WRITTEN = "cacheWriteInputTokens";

    private BedrockUsage() {}

    /** Null when there is none, or none that can be billed by. */
    static @Nullable TokenUsage of(JsonNode node) {
        Long input = TokenCount.of(node.path("inputTokens"));
        Long output = TokenCount.of(node.path("outputTokens"));
        if (input == null || output == null || !(node instanceof ObjectNode usage)) {
            return null;
        }
        long read = TokenCount.orZero(usage.path(READ));
        long written = TokenCount.orZero(usage.path(WRITTEN));
        long prompt = input + read + written;
        ObjectNode rest = usage.deepCopy();
        rest.remove(List.of("inputTokens", "outputTokens", "totalTokens", READ, WRITTEN));
        return new TokenUsage(prompt, output, prompt + output, read, written, 0, WireJson.text(rest));
    }
}
