package io.promptyard.connector.anthropic;

import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.connector.catalogue.ModelSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the API needs to be told per model and OpenAI's clients leave out: {@code max_tokens} is required. The figures are
 * the built-in catalogue's, and for models that have left it those of Anthropic's own model overview of their time. A model
 * is found by the longest of their ids that its own begins with: dates and {@code -latest} follow. One that is not found
 * gets {@link #DEFAULT_MAX_TOKENS}, which every model permits.
 */
final class AnthropicModels {
    static final int DEFAULT_MAX_TOKENS = 4_096;

    private static final String PROVIDER = "anthropic";
    private static final String LATEST = "-latest";

    /** The smallest window of any model, in tokens. */
    private static final int WINDOW = 200_000;

    private static final Limits UNKNOWN = new Limits(DEFAULT_MAX_TOKENS, WINDOW);

    private static final Map<String, Limits> GONE = Map.of(
            "claude-3-5-haiku", new Limits(8_192, WINDOW),
            "claude-3-5-sonnet", new Limits(8_192, WINDOW),
            "claude-3-5-sonnet-20240620", new Limits(4_096, WINDOW),
            "claude-3-7-sonnet", new Limits(64_000, WINDOW),
            "claude-opus-4", new Limits(32_000, WINDOW));

    private static final TreeMap<String, Limits> KNOWN = known();

    private AnthropicModels() {}

    /**
     * The largest output of {@code model}, less where the prompt, about {@code promptTokens} long by another tokenizer,
     * leaves no room for it: the API refuses a limit that could exceed the window.
     */
    static int maxTokens(String model, int promptTokens) {
        Limits limits = limits(model);
        long room = limits.window() - promptTokens * 5L / 4;
        return (int) Math.max(DEFAULT_MAX_TOKENS, Math.min(limits.output(), room));
    }

    private static Limits limits(String model) {
        // In order of their letters, a longer prefix of the same model comes later.
        return KNOWN.descendingMap().entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(UNKNOWN);
    }

    private static TreeMap<String, Limits> known() {
        TreeMap<String, Limits> known = new TreeMap<>(GONE);
        known.putAll(CatalogueReader.builtIn().all().stream()
                .filter(spec -> spec.target().provider().value().equals(PROVIDER))
                .collect(Collectors.toMap(AnthropicModels::id, AnthropicModels::limits)));
        return known;
    }

    private static String id(ModelSpec spec) {
        String id = spec.target().model().value();
        return id.endsWith(LATEST) ? id.substring(0, id.length() - LATEST.length()) : id;
    }

    private static Limits limits(ModelSpec spec) {
        return new Limits(spec.maxOutput() == null ? DEFAULT_MAX_TOKENS : spec.maxOutput(), spec.contextWindow());
    }

    /** In tokens. */
    private record Limits(int output, int window) {}
}
