package io.promptyard.bench.routing;

import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.List;

/** Outcomes of a pair. */
final class Gains {
    private Gains() {}

    static double of(Pair pair, LabelledPrompt row) {
        return score(row, pair.strong()) - score(row, pair.weak());
    }

    static double[] strong(Pair pair, List<LabelledPrompt> rows) {
        return rows.stream().mapToDouble(row -> score(row, pair.strong())).toArray();
    }

    static double[] weak(Pair pair, List<LabelledPrompt> rows) {
        return rows.stream().mapToDouble(row -> score(row, pair.weak())).toArray();
    }

    private static double score(LabelledPrompt row, String model) {
        return row.scores().getOrDefault(model, 0.0);
    }
}
