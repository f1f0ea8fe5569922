package io.promptyard.bench.usage;

import java.util.Locale;

/** One model for each dialect; the provider is called as its dialect. The models' names are such that dialects let them think. */
enum AuditedModel {
    ANTHROPIC("claude-audit", "", Marks.PART, false),
    AZURE("gpt-5-audit", "", Marks.KEY, true),
    BEDROCK("anthropic.claude-audit", "", Marks.PART, false),
    COHERE("command-reasoning-audit", "", Marks.NONE, true),
    GEMINI("gemini-3-audit", "", Marks.CONTENT, true),
    OLLAMA("gpt-oss-audit", "", Marks.NONE, true),
    OPENAI("gpt-5-audit", "/v1", Marks.KEY, true),
    RESPONSES("gpt-5-audit", "/v1", Marks.KEY, true),
    VERTEX("gemini-3-audit", "/v1/projects/p/locations/l", Marks.CONTENT, true);

    /** How a client asks for the provider's prompt cache. */
    enum Marks {
        NONE,
        /** {@code prompt_cache_key}. */
        KEY,
        /** {@code cache_control} of a part. */
        PART,
        /** {@code cachedContent} of the request. */
        CONTENT
    }

    private final String model;
    private final String path;
    private final Marks cache;
    private final boolean effort;

    AuditedModel(String model, String path, Marks cache, boolean effort) {
        this.model = model;
        this.path = path;
        this.cache = cache;
        this.effort = effort;
    }

    String dialect() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code provider/model}. */
    String target() {
        return dialect() + "/" + model;
    }

    String path() {
        return path;
    }

    Marks cache() {
        return cache;
    }

    /** Whether {@code reasoning_effort} makes it think. */
    boolean effort() {
        return effort;
    }
}
