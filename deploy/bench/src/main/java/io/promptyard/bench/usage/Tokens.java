package io.promptyard.bench.usage;

/**
 * Tokens of a call by kind. {@code prompt} holds cached and cache-write ones, {@code completion} holds reasoning. Also their
 * differences, which may be negative.
 */
record Tokens(long prompt, long cached, long cacheWrite, long completion, long reasoning) {
    static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    Tokens plus(Tokens other) {
        return new Tokens(
                prompt + other.prompt,
                cached + other.cached,
                cacheWrite + other.cacheWrite,
                completion + other.completion,
                reasoning + other.reasoning);
    }

    /** How far apart the two are, each kind for itself: differences of both signs never cancel out. */
    Tokens apart(Tokens other) {
        return new Tokens(
                Math.abs(prompt - other.prompt),
                Math.abs(cached - other.cached),
                Math.abs(cacheWrite - other.cacheWrite),
                Math.abs(completion - other.completion),
                Math.abs(reasoning - other.reasoning));
    }

    long all() {
        return prompt + completion;
    }
}
