package io.promptyard.router.evaluate;

import io.promptyard.router.classify.learned.Scorer;
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

    /**
     * How much the prompt that was scored last needs the stronger model: the difference of what is predicted of the two, or,
     * where the scorer's model knows one of them not at all, the prompt's complexity.
     */
    public double need(Scorer scorer) {
        return scorer.knows(strong) && scorer.knows(weak)
                ? scorer.probability(strong, 0) - scorer.probability(weak, 0)
                : scorer.complexity();
    }

    private boolean ofBench(String name) {
        return bench.endsWith("*") ? name.startsWith(bench.substring(0, bench.length() - 1)) : name.equals(bench);
    }
}
