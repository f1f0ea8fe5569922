package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model of two heads that knows sums, which both can do, and proofs, which only the first one can. */
public final class TinyModel {
    public static final String STRONG = "gpt-4o-2024-08-06";
    public static final String WEAK = "tiny-1b";
    public static final String SUM = "What is the sum of the numbers 3 and 9?";
    public static final String PROOF = "Prove that every compact metric space is separable and complete.";

    private static final List<String> THINGS = List.of(
            "group", "ring", "field", "module", "space", "metric space", "lattice", "graph", "manifold", "category");
    private static final List<String> WHAT =
            List.of("finite", "compact", "abelian", "separable", "complete", "connected", "noetherian", "free");

    private static final RoutingModel MODEL = new RidgeLearner().learn(rows());

    private TinyModel() {}

    public static RoutingModel model() {
        return MODEL;
    }

    /** Priors that are the same at every task, and bent by complexity in a straight line. */
    public static Priors priors(List<String> targets, double... quality) {
        return new Priors() {
            @Override
            public List<String> targets() {
                return targets;
            }

            @Override
            public double of(int target, Task task, double complexity) {
                return quality[target] * (1 - 0.5 * complexity);
            }
        };
    }

    private static List<LabelledPrompt> rows() {
        List<LabelledPrompt> rows = new ArrayList<>();
        for (int at = 0; at < 80; at++) {
            String sum = "What is the sum of the numbers " + at % 13 + " and " + at % 7 + "?";
            rows.add(row("sum-" + at, sum, Task.COMMONSENSE, 1, at % 10 == 0 ? 0 : 1));
            String proof = "Prove that every " + WHAT.get(at % 8) + " " + THINGS.get(at % 10) + " is "
                    + WHAT.get((at + 3) % 8) + " and " + WHAT.get((at / 3) % 8) + ".";
            rows.add(row("proof-" + at, proof, Task.MATH, at % 5 == 0 ? 0 : 1, 0));
        }
        return rows;
    }

    private static LabelledPrompt row(String id, String text, Task task, double strong, double weak) {
        return new LabelledPrompt(id, text, task, null, "tiny", "", Map.of(STRONG, strong, WEAK, weak), 1);
    }
}
