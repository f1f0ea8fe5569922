package io.promptyard.connector.anthropic;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the API needs to be told per model and OpenAI's clients leave out: {@code max_tokens} is required. The figures are
 * the largest output by Anthropic's own model overview (platform.claude.com, "Models overview"), by model id prefix, longest
 * prefix first; a model that is not listed gets {@link #DEFAULT_MAX_TOKENS}, which every model permits.
 */
final class AnthropicModels {
    static final int DEFAULT_MAX_TOKENS = 4_096;

    private static final TreeMap<String, Integer> MAX_TOKENS = new TreeMap<>(Map.ofEntries(
            Map.entry("claude-3-5-haiku", 8_192),
            Map.entry("claude-3-5-sonnet", 8_192),
            Map.entry("claude-3-5-sonnet-20240620", 4_096),
            Map.entry("claude-3-7-sonnet", 64_000),
            Map.entry("claude-fable-5", 128_000),
            Map.entry("claude-haiku-4-5", 64_000),
            Map.entry("claude-haiku-5", 128_000),
            Map.entry("claude-opus-4", 32_000),
            Map.entry("claude-opus-4-5", 64_000),
            Map.entry("claude-opus-4-6", 128_000),
            Map.entry("claude-opus-4-7", 128_000),
            Map.entry("claude-opus-4-8", 128_000),
            Map.entry("claude-opus-5", 128_000),
            Map.entry("claude-sonnet-4", 64_000),
            Map.entry("claude-sonnet-4-6", 128_000),
            Map.entry("claude-sonnet-5", 128_000)));

    /** The smallest window of the listed models, in tokens. */
    private static final int WINDOW = 200_000;

    private AnthropicModels() {}

    /**
     * The largest output of {@code model}, less where the prompt, about {@code promptTokens} long by another tokenizer,
     * leaves no room for it: the API refuses a limit that could exceed the window.
     */
    static int maxTokens(String model, int promptTokens) {
        long room = WINDOW - promptTokens * 5L / 4;
        return (int) Math.max(DEFAULT_MAX_TOKENS, Math.min(maxOutput(model), room));
    }

    private static int maxOutput(String model) {
        // In order of their letters, a longer prefix of the same model comes later.
        return MAX_TOKENS.descendingMap().entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(DEFAULT_MAX_TOKENS);
    }
}
