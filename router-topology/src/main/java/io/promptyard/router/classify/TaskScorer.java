package io.promptyard.router.classify;

import io.promptyard.model.Task;

/** The task of a prompt: cue phrases first, then words by their weights, then shape. Immutable. */
final class TaskScorer {
    private static final Task[] TASKS = Task.values();
    private static final double SYSTEM_SHARE = 0.5;
    private static final double LEAST_SHARE = 0.14;

    private final Lexicon lexicon;
    private final Cues cues;
    private final Marks marks;
    private final int[] ordinals;

    TaskScorer(Lexicon lexicon, Cues cues, Marks marks) {
        this.lexicon = lexicon;
        this.cues = cues;
        this.marks = marks;
        this.ordinals = lexicon.labels().stream()
                .mapToInt(label -> Task.ofLabel(label).orElseThrow().ordinal())
                .toArray();
    }

    record Verdict(Task task, double confidence) {}

    Verdict task(Reading asked, Reading system, Structure structure) {
        double[] sums = new double[TASKS.length];
        int found = fixed(sums, asked, system, structure);
        Lexicon.Scores learned = evidence(asked, structure);
        for (int label = 0; label < ordinals.length; label++) {
            sums[ordinals[label]] += learned.sums()[label];
        }
        if (found == 0 && learned.known() == 0) {
            return new Verdict(Task.OTHER, 0);
        }
        Task best = TASKS[Lexicon.best(sums)];
        double share = Lexicon.share(sums, best.ordinal());
        return share < LEAST_SHARE ? new Verdict(Task.OTHER, share) : new Verdict(best, share);
    }

    /** What the lexicon says: of each word once, of the opening word and pair, of the marks of structure. */
    Lexicon.Scores evidence(Reading asked, Structure structure) {
        Lexicon.Scores scores = lexicon.score(asked);
        scores.add(asked.opening());
        scores.add(asked.openingPair());
        marks.addTo(scores, structure, asked.size());
        return scores;
    }

    /** What is known without the lexicon, added to {@code sums}; answers how many pieces of evidence there were. */
    int fixed(double[] sums, Reading asked, Reading system, Structure structure) {
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
