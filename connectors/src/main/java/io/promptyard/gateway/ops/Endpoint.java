package io.promptyard.gateway.ops;

import java.util.Locale;

/** The closed set of endpoint tags. */
public enum Endpoint {
    CHAT_COMPLETIONS,
    EMBEDDINGS,
    MODELS,
    FEEDBACK,
    OTHER;

    private final String tag = name().toLowerCase(Locale.ROOT);

    public String tag() {
        return tag;
    }
}
