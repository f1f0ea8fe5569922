package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What stands in a classification's features beside what the first tier put there: how familiar the prompt is, and every
 * task and domain that it may well be, since a prompt can ask for more than one thing: {@code task.code}, {@code
 * domain.computer_science}, each with its probability, from {@value #LEAST} on.
 */
final class FeatureEntries {
    static final double LEAST = 0.15;

    private static final double DIGITS = 10_000;
    private static final Task[] TASKS = Task.values();
    private static final List<String> TASK_NAMES =
            List.of(TASKS).stream().map(task -> "task." + task.label()).toList();
    private static final List<String> DOMAIN_NAMES = IntStream.range(0, Domains.LABELS.size())
            .mapToObj(domain -> "domain." + Domains.LABELS.get(domain).replace(' ', '_'))
            .toList();

    private FeatureEntries() {}

    /** @param trust how far the model's domains are believed, from 0 to 1 */
    @SuppressWarnings("unchecked")
    static Map<String, Double> of(Map<String, Double> said, Scorer scorer, TaskBlend blend, double trust) {
        List<Map.Entry<String, Double>> entries = new ArrayList<>(said.size() + 4);
        entries.addAll(said.entrySet());
        entries.add(Map.entry(LearnedClassifier.FAMILIARITY, rounded(scorer.familiarity())));
        for (int task = 0; task < TASKS.length; task++) {
            add(TASK_NAMES.get(task), blend.likely(TASKS[task]), entries);
        }
        for (int domain = 0; domain < DOMAIN_NAMES.size(); domain++) {
            add(DOMAIN_NAMES.get(domain), trust * scorer.domain(domain), entries);
        }
        return Map.ofEntries(entries.toArray((Map.Entry<String, Double>[]) new Map.Entry<?, ?>[0]));
    }

    private static void add(String name, double share, List<Map.Entry<String, Double>> to) {
        if (share >= LEAST) {
            to.add(Map.entry(name, rounded(share)));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
