package io.promptyard.router.replay.estimate;

/**
 * A straight line from predicted to observed quality with an intercept for each cell, and by how much each part of it may be off for
 * want of outcomes, as standard deviations: by cell, by target, and the line as a whole.
 *
 * @param informed whether there was any outcome at all
 */
record Calibration(
        double slope,
        double[] intercepts,
        double[] cellErrors,
        double[] targetErrors,
        double lineError,
        boolean informed) {

    /** Sum of calibrated predictions over what weighs {@code mass} in the cell. */
    double of(int cell, double mass, double massPredicted) {
        return intercepts[cell] * mass + slope * massPredicted;
    }
}
