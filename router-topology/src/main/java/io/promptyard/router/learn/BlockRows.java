package io.promptyard.router.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prompts of one group of models, and what each of these made of them.
 *
 * @param heads the models
 * @param which the rows, as they are numbered among all
 * @param labels by model, then by place in {@code which}; NaN where it was not asked
 * @param weights by place in {@code which}
 */
record BlockRows(String name, List<String> heads, int[] which, double[][] labels, double[] weights) {

    static BlockRows of(String name, List<String> heads, List<LabelledPrompt> rows) {
        List<Integer> which = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Map<String, Double> scores = rows.get(row).scores();
            if (heads.stream().anyMatch(scores::containsKey)) {
                which.add(row);
            }
        }
        double[][] labels = new double[heads.size()][which.size()];
        double[] weights = new double[which.size()];
        for (int at = 0; at < weights.length; at++) {
            LabelledPrompt row = rows.get(which.get(at));
            weights[at] = row.weight();
            for (int head = 0; head < labels.length; head++) {
                labels[head][at] = row.scores().getOrDefault(heads.get(head), Double.NaN);
            }
        }
        return new BlockRows(
                name, heads, which.stream().mapToInt(Integer::intValue).toArray(), labels, weights);
    }

    int size() {
        return which.length;
    }

    /** The rows that say something of one model, with {@code values}, by place, taken off their labels. */
    HeadRows head(int head, double[] values) {
        HeadRows.Builder rows = new HeadRows.Builder();
        for (int at = 0; at < which.length; at++) {
            if (!Double.isNaN(labels[head][at])) {
                rows.add(which[at], labels[head][at] - values[at], weights[at]);
            }
        }
        return rows.build();
    }

    /** One against the rest, for each benchmark that has at least {@code least} of the rows; the others count as none. */
    SortedMap<String, HeadRows> origins(List<LabelledPrompt> rows, int least) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row : which) {
            counts.merge(rows.get(row).bench(), 1, Integer::sum);
        }
        SortedMap<String, HeadRows> origins = new TreeMap<>();
        counts.forEach((bench, count) -> {
            if (count >= least) {
                HeadRows.Builder builder = new HeadRows.Builder();
                for (int at = 0; at < which.length; at++) {
                    builder.add(which[at], rows.get(which[at]).bench().equals(bench) ? 1 : 0, weights[at]);
                }
                origins.put(bench, builder.build());
            }
        });
        return origins;
    }
}
