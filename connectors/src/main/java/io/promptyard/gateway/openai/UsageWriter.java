package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.TokenUsage;

/** Token usage with OpenAI's details objects. */
final class UsageWriter {
    private UsageWriter() {}

    static ObjectNode write(TokenUsage usage) {
        ObjectNode node = Json.object()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens());
        ObjectNode prompt = node.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
        if (usage.cacheWriteTokens() > 0) {
            prompt.put("cache_write_tokens", usage.cacheWriteTokens());
        }
        node.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        Json.merge(node, usage.extra());
        return node;
    }
}
