package io.promptyard.bench.usage;

import java.util.Locale;

/** One model for each dialect, and one for vectors where it has them; the provider is called as its dialect. The models' names are such that dialects let them think. */
enum AuditedModel {
    ANTHROPIC("claude-audit", "", Marks.PART, false, false),
    AZURE("gpt-5-audit", "", Marks.KEY, true, true),
    BEDROCK("anthropic.claude-audit", "", Marks.PART, false, true),
    COHERE("command-reasoning-audit", "", Marks.NONE, true, true),
    GEMINI("gemini-3-audit", "", Marks.CONTENT, true, true),
    OLLAMA("gpt-oss-audit", "", Marks.NONE, true, true),
    OPENAI("gpt-5-audit", "/v1", Marks.KEY, true, true),
    RESPONSES("gpt-5-audit", "/v1", Marks.KEY, true, false),
    VERTEX("gemini-3-audit", "/v1/projects/p/locations/l", Marks.CONTENT, true, true);

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
    private final boolean embeds;

    AuditedModel(String model, String path, Marks cache, boolean effort, boolean embeds) {
        this.model = model;
        this.path = path;
        this.cache = cache;
        this.effort = effort;
        this.embeds = embeds;
    }

    String dialect() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code provider/model}. */
    String target() {
        return dialect() + "/" + model;
    }

    /** The provider's model for vectors. */
    String vectors() {
        return dialect() + (this == BEDROCK ? "/cohere.embed-audit" : "/embed-audit");
    }

    /** Whether the dialect has any. */
    boolean embeds() {
        return embeds;
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
