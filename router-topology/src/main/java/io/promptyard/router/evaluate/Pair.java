package io.promptyard.router.evaluate;

import io.promptyard.router.learn.LabelledPrompt;
import java.util.Objects;

/**
 * Two models held against each other on a benchmark: what a router between them recovers.
 *
 * @param bench its name; one that ends with {@code *} stands for all that begin so
 */
public record Pair(String name, String bench, String strong, String weak) {
    public Pair {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bench, "bench");
        Objects.requireNonNull(strong, "strong");
        Objects.requireNonNull(weak, "weak");
    }

    /** Whether the row is of that benchmark and says what became of both models. */
    public boolean covers(LabelledPrompt row) {
        return ofBench(row.bench())
                && row.scores().containsKey(strong)
                && row.scores().containsKey(weak);
    }

    private boolean ofBench(String name) {
        return bench.endsWith("*") ? name.startsWith(bench.substring(0, bench.length() - 1)) : name.equals(bench);
    }
}
