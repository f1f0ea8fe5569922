package io.promptyard.router.classify.learned;

import io.promptyard.model.Classification;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts what share of prompts each task and each tenth of complexity and of familiarity has, as a classifier says them, and tells how far two
 * such distributions lie apart: the population stability index, where below 0.1 is called stable, and above 0.25 another
 * population. Not thread-safe.
 */
public final class PromptMix {
    /** What the names of all shares begin with. */
    public static final String SHARE = "share.";

    public static final String TASK = SHARE + "task.";
    public static final String COMPLEXITY = SHARE + "complexity.";
    public static final String FAMILIARITY = SHARE + "familiarity.";

    private static final int BINS = 10;
    /** A share of nothing has no logarithm. */
    private static final double LEAST = 1e-4;

    private final Map<String, Integer> counts = new HashMap<>();
    private int prompts;

    public void add(Classification said) {
        add(said.task().label(), said.complexity(), said.features().get(LearnedClassifier.FAMILIARITY));
    }

    /** @param familiarity null where the classifier knows no such thing */
    public void add(String task, double complexity, @Nullable Double familiarity) {
        prompts++;
        counts.merge(TASK + task, 1, Integer::sum);
        counts.merge(COMPLEXITY + tenth(complexity), 1, Integer::sum);
        if (familiarity != null) {
            counts.merge(FAMILIARITY + tenth(familiarity), 1, Integer::sum);
        }
    }

    private static int tenth(double value) {
        return Math.max(0, Math.min(BINS - 1, (int) (value * BINS)));
    }

    public int prompts() {
        return prompts;
    }

    /** By name; empty of no prompts. */
    public Map<String, Double> shares() {
        Map<String, Double> shares = new HashMap<>();
        counts.forEach((name, count) -> shares.put(name, (double) count / prompts));
        return shares;
    }

    /** Of the shares with a prefix; NaN when either has none. */
    public static double stability(Map<String, Double> then, Map<String, Double> now, String prefix) {
        Set<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        double index = 0;
        double before = 0;
        double after = 0;
        for (String name : names) {
            if (name.startsWith(prefix)) {
                double p = then.getOrDefault(name, 0.0);
                double q = now.getOrDefault(name, 0.0);
                before += p;
                after += q;
                index += (Math.max(q, LEAST) - Math.max(p, LEAST)) * Math.log(Math.max(q, LEAST) / Math.max(p, LEAST));
            }
        }
        return before == 0 || after == 0 ? Double.NaN : index;
    }
}
