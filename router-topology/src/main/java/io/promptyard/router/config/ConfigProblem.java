package io.promptyard.router.config;

/** One thing wrong with a configuration: where, which rule, and what stood there. Secrets are masked by the maker. */
public record ConfigProblem(String path, String rule, String got) {

    /** {@code path: rule (got value)}. */
    @Override
    public String toString() {
        return path + ": " + rule + " (got " + got + ")";
    }
}
