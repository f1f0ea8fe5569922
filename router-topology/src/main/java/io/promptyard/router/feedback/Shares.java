package io.promptyard.router.feedback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What share of prompts each task and each tenth of complexity and of familiarity has, and how far two such distributions lie apart: the
 * population stability index, where below 0.1 is called stable, and above 0.25 another population. Pure.
 */
final class Shares {
    static final String TASK = "share.task.";
    static final String COMPLEXITY = "share.complexity.";
    static final String FAMILIARITY = "share.familiarity.";

    private static final int BINS = 10;
    /** A share of nothing has no logarithm. */
    private static final double LEAST = 1e-4;

    private Shares() {}

    static Map<String, Double> of(List<LabelRow> rows) {
        Map<String, Double> shares = new HashMap<>();
        for (LabelRow row : rows) {
            count(shares, row.task(), row.complexity(), row.familiarity());
        }
        return of(shares, rows.size());
    }

    /** From counts. */
    static Map<String, Double> of(Map<String, Double> counts, int all) {
        counts.replaceAll((name, count) -> count / all);
        return counts;
    }

    /** @param familiarity null where the classifier knows no such thing */
    static void count(Map<String, Double> shares, String task, double complexity, @Nullable Double familiarity) {
        shares.merge(TASK + task, 1.0, Double::sum);
        shares.merge(COMPLEXITY + tenth(complexity), 1.0, Double::sum);
        if (familiarity != null) {
            shares.merge(FAMILIARITY + tenth(familiarity), 1.0, Double::sum);
        }
    }

    private static int tenth(double value) {
        return Math.max(0, Math.min(BINS - 1, (int) (value * BINS)));
    }

    /** Of the shares with a prefix; NaN when either has none. */
    static double stability(Map<String, Double> then, Map<String, Double> now, String prefix) {
        Set<String> names = new java.util.TreeSet<>(then.keySet());
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
