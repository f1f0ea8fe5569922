package io.promptyard.router.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words and what each says for and against each of several labels: a table of additive weights. Immutable.
 *
 * <p>Text form: the labels, tab-separated; then {@code word<TAB>label index:weight in hundredths …} a line. A word {@code ^}
 * is the opening word or pair of words, one {@code #} a mark of structure; options and answer letters of a test are left
 * out on purpose: they tell the benchmark.
 */
final class Lexicon {
    private final List<String> labels;
    /** By the number of a word. */
    private final float @Nullable [][] rows;

    private Lexicon(List<String> labels, float @Nullable [][] rows) {
        this.labels = List.copyOf(labels);
        this.rows = rows;
    }

    /** One that knows labels and no word. */
    static Lexicon empty(List<String> labels) {
        return new Lexicon(labels, new float[0][]);
    }

    static Lexicon parse(List<String> lines, WordTable table) {
        List<String> labels = Arrays.asList(lines.get(0).split("\t"));
        List<Integer> numbers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String word = line.substring(0, line.indexOf('\t'));
            numbers.add(word.startsWith("^") ? table.addOpening(word) : table.add(word));
        }
        float[][] rows = new float[table.size()][];
        for (int line = 1; line < lines.size(); line++) {
            rows[numbers.get(line - 1)] = row(lines.get(line), labels.size());
        }
        return new Lexicon(labels, rows);
    }

    private static float @Nullable [] row(String line, int labels) {
        int tab = line.indexOf('\t');
        if (tab < 2) {
            return null;
        }
        float[] row = new float[labels];
        for (String entry : line.substring(tab + 1).split(" ")) {
            int colon = entry.indexOf(':');
            row[Integer.parseInt(entry.substring(0, colon))] = Integer.parseInt(entry.substring(colon + 1)) / 100f;
        }
        return row;
    }

    List<String> labels() {
        return labels;
    }

    /** The sums over the words of {@code reading}, each counted once, by label index. */
    Scores score(Reading reading) {
        Scores scores = new Scores(this);
        for (int index = 0; index < reading.knownWords(); index++) {
            scores.add(reading.known(index));
        }
        return scores;
    }

    /** Sums of weights, not probabilities; {@link #share} makes them so. */
    static final class Scores {
        private final Lexicon lexicon;
        private final double[] sums;
        private int known;

        private Scores(Lexicon lexicon) {
            this.lexicon = lexicon;
            this.sums = new double[lexicon.labels.size()];
        }

        /** Adds what the word of this number says, if the lexicon knows it. */
        void add(int number) {
            float[] row = number >= 0 && number < lexicon.rows.length ? lexicon.rows[number] : null;
            if (row != null) {
                known++;
                for (int label = 0; label < sums.length; label++) {
                    sums[label] += row[label];
                }
            }
        }

        double[] sums() {
            return sums;
        }

        /** How many pieces of evidence were in the table. */
        int known() {
            return known;
        }

        int best() {
            return Lexicon.best(sums);
        }

        double share(int label) {
            return Lexicon.share(sums, label);
        }
    }

    static int best(double[] sums) {
        int best = 0;
        for (int label = 1; label < sums.length; label++) {
            best = sums[label] > sums[best] ? label : best;
        }
        return best;
    }

    /** The softmax share of one label, from 0 to 1. */
    static double share(double[] sums, int label) {
        double max = sums[best(sums)];
        double total = 0;
        for (double sum : sums) {
            total += Math.exp(sum - max);
        }
        return Math.exp(sums[label] - max) / total;
    }
}
