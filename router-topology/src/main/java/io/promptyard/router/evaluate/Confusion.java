package io.promptyard.router.evaluate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which labels were taken for which. Not thread-safe. */
public final class Confusion {
    private final SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    private int right;
    private int all;

    public void add(String truth, String said) {
        counts.computeIfAbsent(truth, label -> new TreeMap<>()).merge(said, 1, Integer::sum);
        right += truth.equals(said) ? 1 : 0;
        all++;
    }

    /** The share that was right; 0 of none. */
    public double accuracy() {
        return all == 0 ? 0 : right / (double) all;
    }

    public int count() {
        return all;
    }

    /** The mean, over labels that are true of something, of the harmonic mean of precision and recall. */
    public double macroF1() {
        double sum = 0;
        for (String label : counts.keySet()) {
            int hits = count(label, label);
            int truths = counts.get(label).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            int answers = counts.keySet().stream()
                    .mapToInt(truth -> count(truth, label))
                    .sum();
            sum += truths + answers == 0 ? 0 : 2.0 * hits / (truths + answers);
        }
        return counts.isEmpty() ? 0 : sum / counts.size();
    }

    /** How often {@code truth} was taken for {@code said}. */
    public int count(String truth, String said) {
        return counts.getOrDefault(truth, Collections.emptySortedMap()).getOrDefault(said, 0);
    }

    /** Every label that is true of something or was said of something. */
    public SortedSet<String> labels() {
        SortedSet<String> labels = new TreeSet<>(counts.keySet());
        counts.values().forEach(row -> labels.addAll(row.keySet()));
        return labels;
    }
}
