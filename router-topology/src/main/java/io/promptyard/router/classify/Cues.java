package io.promptyard.router.classify;

import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final Map<String, List<Cue>> byFirstWord;

    private Cues(Map<String, List<Cue>> byFirstWord) {
        this.byFirstWord = byFirstWord;
    }

    static Cues parse(List<String> lines) {
        Map<String, List<Cue>> cues = new HashMap<>();
        for (String line : lines) {
            String[] columns = line.split("\t");
            Task task = Task.ofLabel(columns[0])
                    .orElseThrow(() -> new IllegalArgumentException("cues: unknown task (got \"" + columns[0] + "\")"));
            for (String phrase : columns[2].split("\\|")) {
                List<String> words = Words.of(phrase);
                cues.computeIfAbsent(words.get(0), first -> new ArrayList<>())
                        .add(new Cue(task, Double.parseDouble(columns[1]), words));
            }
        }
        return new Cues(cues);
    }

    /** Adds to {@code sums}, by task ordinal, for each task its strongest cue whole and the others by half. */
    int addTo(double[] sums, List<String> words, double share) {
        double[] best = new double[sums.length];
        double[] all = new double[sums.length];
        int found = 0;
        int edgeWords = isUnspaced(words) ? EDGE_CHARACTERS : EDGE_WORDS;
        for (int at = 0; at < words.size(); at++) {
            for (Cue cue : byFirstWord.getOrDefault(words.get(at), List.of())) {
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

    /** Where every character is a word, an edge of as many words would be a third of a sentence. */
    private static boolean isUnspaced(List<String> words) {
        return !words.isEmpty() && Words.isUnspaced(words.get(words.size() / 2).charAt(0));
    }

    private record Cue(Task task, double weight, List<String> words) {
        boolean standsAt(int at, List<String> text) {
            if (at + words.size() > text.size()) {
                return false;
            }
            for (int word = 1; word < words.size(); word++) {
                if (!words.get(word).equals(text.get(at + word))) {
                    return false;
                }
            }
            return true;
        }
    }
}
