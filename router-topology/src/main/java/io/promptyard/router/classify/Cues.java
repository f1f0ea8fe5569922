package io.promptyard.router.classify;

import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Phrases with which people ask for a task, in several languages. A phrase at either end of a prompt, where
 * instructions stand, counts whole, one in between, where the material stands, for less. Immutable.
 *
 * <p>Text form, a line each: {@code task<TAB>weight<TAB>phrase|phrase|…}.
 */
final class Cues {
    private static final int EDGE_WORDS = 20;
    private static final int EDGE_CHARACTERS = 60;
    private static final double INNER_SHARE = 0.25;

    /** By the number of the first word of a phrase. */
    private final Cue @Nullable [][] byFirstWord;

    private Cues(Cue @Nullable [][] byFirstWord) {
        this.byFirstWord = byFirstWord;
    }

    static Cues parse(List<String> lines, WordTable table) {
        Map<Integer, List<Cue>> cues = new HashMap<>();
        for (String line : lines) {
            String[] columns = line.split("\t");
            Task task = Task.ofLabel(columns[0])
                    .orElseThrow(() -> new IllegalArgumentException("cues: unknown task (got \"" + columns[0] + "\")"));
            for (String phrase : columns[2].split("\\|")) {
                int[] words = numbers(TextScan.of(phrase), table);
                cues.computeIfAbsent(words[0], first -> new ArrayList<>())
                        .add(new Cue(task, Double.parseDouble(columns[1]), words));
            }
        }
        Cue[][] byFirstWord = new Cue[table.size()][];
        cues.forEach((first, all) -> byFirstWord[first] = all.toArray(Cue[]::new));
        return new Cues(byFirstWord);
    }

    private static int[] numbers(TextScan phrase, WordTable table) {
        int[] numbers = new int[phrase.words()];
        for (int word = 0; word < numbers.length; word++) {
            int term = phrase.term(word);
            numbers[word] = table.add(phrase.hash(term), phrase.text().substring(phrase.start(term), phrase.end(term)));
        }
        return numbers;
    }

    /** Adds to {@code sums}, by task ordinal, for each task its strongest cue whole and the others by half. */
    int addTo(double[] sums, Reading words, double share) {
        double[] best = new double[sums.length];
        double[] all = new double[sums.length];
        int found = 0;
        // Where every character is a word, an edge of as many words would be a third of a sentence.
        int edgeWords = words.isUnspaced() ? EDGE_CHARACTERS : EDGE_WORDS;
        for (int at = 0; at < words.size(); at++) {
            int first = words.word(at);
            Cue[] cues = first >= 0 && first < byFirstWord.length ? byFirstWord[first] : null;
            for (int index = 0; cues != null && index < cues.length; index++) {
                Cue cue = cues[index];
                if (cue.standsAt(at, words)) {
                    boolean edge = at < edgeWords || at >= words.size() - edgeWords;
                    double weight = cue.weight * (edge ? 1 : INNER_SHARE);
                    int task = cue.task.ordinal();
                    best[task] = Math.max(best[task], weight);
                    all[task] += weight;
                    found += edge ? 1 : 0;
                }
            }
        }
        for (int task = 0; task < sums.length; task++) {
            sums[task] += share * Math.min(1.5 * best[task], best[task] + (all[task] - best[task]) / 2);
        }
        return found;
    }

    private static final class Cue {
        private final Task task;
        private final double weight;
        private final int[] words;

        private Cue(Task task, double weight, int[] words) {
            this.task = task;
            this.weight = weight;
            this.words = words;
        }

        private boolean standsAt(int at, Reading text) {
            if (at + words.length > text.size()) {
                return false;
            }
            for (int word = 1; word < words.length; word++) {
                if (words[word] != text.word(at + word)) {
                    return false;
                }
            }
            return true;
        }
    }
}
