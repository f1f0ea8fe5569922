package io.promptyard.router.classify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words and what each says for and against each of several labels: a table of additive weights. Immutable.
 *
 * <p>Text form: the labels, tab-separated; then {@code word<TAB>label index:weight in hundredths …} a line.
 */
final class Lexicon {
    private final List<String> labels;
    private final Map<String, float[]> weights;

    Lexicon(List<String> labels, Map<String, float[]> weights) {
        this.labels = List.copyOf(labels);
        this.weights = new HashMap<>(weights);
    }

    static Lexicon parse(List<String> lines) {
        List<String> labels = Arrays.asList(lines.get(0).split("\t"));
        Map<String, float[]> weights = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int tab = line.indexOf('\t');
            float[] row = new float[labels.size()];
            for (String entry : line.substring(tab + 1).split(" ")) {
                int colon = entry.indexOf(':');
                row[Integer.parseInt(entry.substring(0, colon))] = Integer.parseInt(entry.substring(colon + 1)) / 100f;
            }
            weights.put(line.substring(0, tab), row);
        }
        return new Lexicon(labels, weights);
    }

    List<String> labels() {
        return labels;
    }

    /** The sums over {@code evidence}, by label index; {@code known} says how many pieces of it are in the table. */
    Scores score(Iterable<String> evidence) {
        double[] sums = new double[labels.size()];
        int known = 0;
        for (String piece : evidence) {
            float[] row = weights.get(piece);
            if (row != null) {
                known++;
                for (int label = 0; label < sums.length; label++) {
                    sums[label] += row[label];
                }
            }
        }
        return new Scores(sums, known);
    }

    /** Sums of weights, not probabilities; {@link #share} makes them so. */
    record Scores(double[] sums, int known) {
        int best() {
            int best = 0;
            for (int label = 1; label < sums.length; label++) {
                best = sums[label] > sums[best] ? label : best;
            }
            return best;
        }

        /** The softmax share of one label, from 0 to 1. */
        double share(int label) {
            double max = sums[best()];
            double total = 0;
            for (double sum : sums) {
                total += Math.exp(sum - max);
            }
            return Math.exp(sums[label] - max) / total;
        }
    }
}
