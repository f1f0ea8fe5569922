package io.promptyard.router.replay.estimate;

import org.jspecify.annotations.Nullable;

/** What is summed up of one policy in a cell: enough for all estimates, whatever the calibration turns out to be. */
final class View {
    /** Probability that the policy gives to the cell's target, summed over prompts. */
    static final int MASS = 0;
    /** The same times the predicted quality. */
    static final int MASS_PREDICTED = 1;
    /** The part of the mass that the log could have tried, often enough to be weighted. */
    static final int SUPPORTED = 2;
    /** Weights of the outcomes that are there: the policy's probability by the log's. */
    static final int WEIGHT = 3;
    /** The same times the outcome. */
    static final int WEIGHT_SCORE = 4;
    /** The same times the predicted quality. */
    static final int WEIGHT_PREDICTED = 5;
    /** Their squares. */
    static final int SQUARES = 6;

    static final int WIDTH = 7;

    private View() {}

    /**
     * @param first where the view begins in the row
     * @param share the policy's probability of the target
     * @param chance the log's probability of having tried it
     * @param outcome null when the log has none
     */
    static void add(
            double[] row,
            int first,
            double share,
            double chance,
            @Nullable Double outcome,
            double predicted,
            double limit) {
        row[first + MASS] += share;
        row[first + MASS_PREDICTED] += share * predicted;
        double weight = chance > 0 ? share / chance : Double.POSITIVE_INFINITY;
        if (weight > limit) {
            return;
        }
        row[first + SUPPORTED] += share;
        if (outcome != null) {
            row[first + WEIGHT] += weight;
            row[first + WEIGHT_SCORE] += weight * outcome;
            row[first + WEIGHT_PREDICTED] += weight * predicted;
            row[first + SQUARES] += weight * weight;
        }
    }
}
