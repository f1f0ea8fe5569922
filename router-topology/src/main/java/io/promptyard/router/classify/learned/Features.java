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
    private final float[] group;
    private final double[] seen = new double[MOST_BLOCKS];
    /** The rows of the pairs of words that are known. */
    private final int[] pairs = new int[PromptFeatures.MAX_CHARS];

    private int knownPairs;
    private double words;
    private double worth;
    private double knownWorth;

    Features(RoutingModel model) {
        this.model = model;
        this.group = new float[model.weights().columns()];
    }

    /** Adds to {@code sums} what all groups say. */
    void add(PromptFeatures prompt, float[] sums) {
        Arrays.fill(seen, 0);
        knownPairs = 0;
        words = 0;
        worth = 0;
        knownWorth = 0;
        float share = PromptFeatures.share(prompt.offers());
        for (int which = 0; which < PromptFeatures.GROUPS; which++) {
            Arrays.fill(group, 0);
            double length = gather(prompt, which);
            float shrink = length == 0 ? 0 : (float) (share / Math.sqrt(length));
            for (int column = 0; column < sums.length; column++) {
                sums[column] += shrink * group[column];
            }
        }
    }

    private double gather(PromptFeatures prompt, int which) {
        Vocabulary vocabulary = model.vocabulary();
        Weights weights = model.weights();
        double length = 0;
        for (int at = 0; at < prompt.size(); at++) {
            if (prompt.group(at) != which) {
                continue;
            }
            int row = vocabulary.row(prompt.hash(at));
            float importance = row == Vocabulary.UNKNOWN ? model.unknown() : weights.importance()[row];
            length += (double) importance * importance;
            if (row != Vocabulary.UNKNOWN) {
                weights.add(row, importance, group);
            }
            if (!prompt.isPair(at)) {
                count(row == Vocabulary.UNKNOWN ? 0 : weights.seen()[row]);
                worth += importance;
                knownWorth += row == Vocabulary.UNKNOWN ? 0 : importance;
            } else if (row != Vocabulary.UNKNOWN) {
                pairs[knownPairs++] = row;
            }
        }
        return length;
    }

    private void count(int blocks) {
        words++;
        for (int block = 0, bits = blocks & 0xffff; bits != 0; block++, bits >>>= 1) {
            seen[block] += bits & 1;
        }
    }

    /** The share of the prompt's distinct words that the model knows, each as much as it weighs, from 0 to 1. */
    double familiarity() {
        return worth == 0 ? 0 : knownWorth / worth;
    }

    /** The same for what one quality block was learnt from. Blocks beyond the sixteenth count as the sixteenth. */
    double familiarity(int block) {
        return words == 0 ? 0 : seen[Math.min(block, MOST_BLOCKS - 1)] / words;
    }

    /**
     * The share of the known pairs of words that a column has a weight for: near 1 for prompts such as those that it was
     * learnt from, whereas words are known from anywhere. Where no pair is known, 0.
     */
    double acquaintance(int column) {
        Weights weights = model.weights();
        int weighed = 0;
        for (int at = 0; at < knownPairs; at++) {
            weighed += weights.cells()[pairs[at] * weights.columns() + column] == 0 ? 0 : 1;
        }
        return knownPairs == 0 ? 0 : weighed / (double) knownPairs;
    }
}
