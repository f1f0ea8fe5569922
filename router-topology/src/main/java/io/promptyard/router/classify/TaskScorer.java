package io.promptyard.router.classify;

import io.promptyard.model.Task;
import java.util.List;
import java.util.Set;

/** The task of a prompt: cue phrases first, then words by their weights, then shape. Immutable. */
final class TaskScorer {
    private static final double SYSTEM_SHARE = 0.5;
    private static final double LEAST_SHARE = 0.14;

    private final Lexicon lexicon;
    private final Cues cues;
    private final int[] ordinals;

    TaskScorer(Lexicon lexicon, Cues cues) {
        this.lexicon = lexicon;
        this.cues = cues;
        this.ordinals = lexicon.labels().stream()
                .mapToInt(label -> Task.ofLabel(label).orElseThrow().ordinal())
                .toArray();
    }

    record Verdict(Task task, double confidence) {}

    Verdict task(List<String> asked, List<String> system, Set<String> evidence, Structure structure) {
        double[] sums = new double[Task.values().length];
        int found = fixed(sums, asked, system, structure);
        Lexicon.Scores learned = lexicon.score(evidence);
        for (int label = 0; label < ordinals.length; label++) {
            sums[ordinals[label]] += learned.sums()[label];
        }
        if (found == 0 && learned.known() == 0) {
            return new Verdict(Task.OTHER, 0);
        }
        Lexicon.Scores scores = new Lexicon.Scores(sums, learned.known());
        Task best = Task.values()[scores.best()];
        double share = scores.share(best.ordinal());
        return share < LEAST_SHARE ? new Verdict(Task.OTHER, share) : new Verdict(best, share);
    }

    /** What is known without the lexicon, added to {@code sums}; answers how many pieces of evidence there were. */
    int fixed(double[] sums, List<String> asked, List<String> system, Structure structure) {
        int found = cues.addTo(sums, asked, 1) + cues.addTo(sums, system, SYSTEM_SHARE);
        found += add(sums, Task.TOOL_USE, structure.tools() > 0 ? 6 : 0);
        found += add(sums, Task.CODE, 3 * structure.code());
        found += add(sums, Task.MATH, 1.5 * structure.math());
        found += add(sums, Task.EXTRACTION, structure.json() || structure.tableRows() > 2 ? 0.7 : 0);
        sums[Task.OTHER.ordinal()] -= 1;
        return found;
    }

    private static int add(double[] sums, Task task, double weight) {
        sums[task.ordinal()] += weight;
        return weight > 0 ? 1 : 0;
    }
}
