package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * What the words of one prompt add to each column, and how many of them are known. Each group of features counts as much
 * as the others, however many there are in it: by importance, brought to length 1, features that the model does not know
 * included. So the less of a prompt is known, the nearer is all that is said of it to what holds of prompts in general.
 * Not thread-safe.
 */
final class Features {
    private static final int MOST_BLOCKS = 16;

    private final RoutingModel model;
    private final int[] rows = new int[4 * PromptFeatures.MAX_CHARS];
    private final float[] shrinks = new float[PromptFeatures.GROUPS];
    private final double[] seenWords = new double[MOST_BLOCKS];
    private final double[] seenPairs = new double[MOST_BLOCKS];
    /** The rows of the pairs of words that are known. */
    private final int[] pairs = new int[PromptFeatures.MAX_CHARS];

    private int knownPairs;
    private double words;
    private double allPairs;
    private double worth;
    private double knownWorth;

    Features(RoutingModel model) {
        this.model = model;
    }

    /** Adds to {@code sums} what all groups say. */
    void add(PromptFeatures prompt, float[] sums) {
        // Two walks: the looks of the first do not wait for each other's memory.
        find(prompt);
        Weights weights = model.weights();
        for (int at = 0; at < prompt.size(); at++) {
            int row = rows[at];
            if (row != Vocabulary.UNKNOWN) {
                weights.add(row, shrinks[prompt.group(at)] * weights.importance(row), sums);
            }
        }
    }

    private void find(PromptFeatures prompt) {
        Arrays.fill(seenWords, 0);
        Arrays.fill(seenPairs, 0);
        allPairs = 0;
        knownPairs = 0;
        words = 0;
        worth = 0;
        knownWorth = 0;
        Vocabulary vocabulary = model.vocabulary();
        for (int at = 0; at < prompt.size(); at++) {
            rows[at] = vocabulary.row(prompt.hash(at));
        }
        Weights weights = model.weights();
        double[] lengths = new double[PromptFeatures.GROUPS];
        for (int at = 0; at < prompt.size(); at++) {
            int row = rows[at];
            boolean known = row != Vocabulary.UNKNOWN;
            float importance = known ? weights.importance(row) : model.unknown();
            lengths[prompt.group(at)] += (double) importance * importance;
            if (!prompt.isPair(at) && prompt.group(at) < PromptFeatures.LABELS) {
                words++;
                count(known ? weights.seen(row) : 0, seenWords);
                worth += importance;
                knownWorth += known ? importance : 0;
            } else if (prompt.isPair(at)) {
                allPairs++;
                if (known) {
                    pairs[knownPairs++] = row;
                    count(weights.seen(row), seenPairs);
                }
            }
        }
        for (int group = 0; group < lengths.length; group++) {
            shrinks[group] = lengths[group] == 0
                    ? 0
                    : (float) (PromptFeatures.share(group, prompt.offers()) / Math.sqrt(lengths[group]));
        }
    }

    private static void count(int blocks, double[] seen) {
        for (int block = 0, bits = blocks & 0xffff; bits != 0; block++, bits >>>= 1) {
            seen[block] += bits & 1;
        }
    }

    /** The share of the prompt's distinct words that the model knows, each as much as it weighs, from 0 to 1. */
    double familiarity() {
        return worth == 0 ? 0 : knownWorth / worth;
    }

    /**
     * The share of the prompt's distinct words that stood in what one quality block was learnt from. Blocks beyond the
     * sixteenth count as the sixteenth.
     */
    double words(int block) {
        return words == 0 ? 0 : seenWords[Math.min(block, MOST_BLOCKS - 1)] / words;
    }

    /** The same of pairs of words. */
    double pairs(int block) {
        return allPairs == 0 ? 0 : seenPairs[Math.min(block, MOST_BLOCKS - 1)] / allPairs;
    }

    /**
     * For each column the share of the known pairs of words that it has a weight for: near 1 for prompts such as those that
     * it was learnt from, whereas words are known from anywhere. Where no pair is known, 0.
     */
    void acquaintance(int[] columns, double[] to) {
        Arrays.fill(to, 0);
        byte[] cells = model.weights().cells();
        int all = model.weights().columns();
        for (int at = 0; at < knownPairs; at++) {
            int from = pairs[at] * all;
            for (int each = 0; each < columns.length; each++) {
                to[each] += cells[from + columns[each]] == 0 ? 0 : 1;
            }
        }
        for (int each = 0; each < columns.length; each++) {
            to[each] /= Math.max(1, knownPairs);
        }
    }
}
