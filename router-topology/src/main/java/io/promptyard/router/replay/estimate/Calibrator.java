package io.promptyard.router.replay.estimate;

/**
 * Fits a {@link Calibration} to sums of outcomes and their predictions. A pooled line, drawn to the diagonal while outcomes are few
 * (the prediction is believed until it is contradicted); on it random offsets of targets, and of targets in strata, each drawn to
 * zero by as much as it is noise: best linear unbiased predictions (Henderson, "Best linear unbiased estimation and prediction under a
 * selection model", Biometrics 1975; Robinson, "That BLUP is a good thing", Statistical Science 1991). How much offsets vary is
 * estimated by the method of moments (DerSimonian and Laird, "Meta-analysis in clinical trials", 1986), blended with a prior that
 * counts as some targets: two targets say little of how much others vary.
 */
final class Calibrator {
    static final int COUNT = 0;
    static final int SCORE = 1;
    static final int PREDICTED = 2;
    static final int SCORE_SCORE = 3;
    static final int PREDICTED_PREDICTED = 4;
    static final int SCORE_PREDICTED = 5;
    static final int WIDTH = 6;

    /** Outcomes on the diagonal that are thought to have been there, and the variance of their predictions. */
    private static final double ON_DIAGONAL = 10;

    private static final double THEIR_VARIANCE = 0.04;
    /** Variance of an outcome about its prediction, a priori. */
    private static final double PRIOR_NOISE = 0.15;

    private static final double STEEPEST = 2;

    private Calibrator() {}

    static void add(double[] row, double outcome, double predicted) {
        row[COUNT]++;
        row[SCORE] += outcome;
        row[PREDICTED] += predicted;
        row[SCORE_SCORE] += outcome * outcome;
        row[PREDICTED_PREDICTED] += predicted * predicted;
        row[SCORE_PREDICTED] += outcome * predicted;
    }

    /** @param sums by cell */
    static Calibration fit(Cells cells, double[][] sums) {
        double[] all = new double[WIDTH];
        for (double[] row : sums) {
            for (int at = 0; at < WIDTH; at++) {
                all[at] += row[at];
            }
        }
        double count = all[COUNT];
        double middle = count == 0 ? 0 : all[PREDICTED] / count;
        double spread = all[PREDICTED_PREDICTED] - count * middle * middle;
        double common = all[SCORE_PREDICTED] - all[SCORE] * middle;
        double prior = ON_DIAGONAL * THEIR_VARIANCE;
        double slope = Math.clamp((common + prior) / (spread + prior), 0, STEEPEST);
        double intercept = middle * (1 - slope) + (all[SCORE] - all[PREDICTED]) / (count + ON_DIAGONAL);
        double[] counts = new double[sums.length];
        double[] residuals = new double[sums.length];
        double noise = residuals(sums, slope, intercept, counts, residuals);
        Offsets offsets = new Offsets(cells, counts, residuals, noise);
        double[] intercepts = new double[sums.length];
        for (int cell = 0; cell < sums.length; cell++) {
            intercepts[cell] = intercept + offsets.of(cell);
        }
        double line = Math.sqrt(Offsets.PRIOR_TARGET) * ON_DIAGONAL / (count + ON_DIAGONAL);
        return new Calibration(slope, intercepts, offsets.cellErrors(), offsets.targetErrors(), line, count > 0);
    }

    /** Fills in how many outcomes each cell has and their mean residual; gives the variance of a residual within its cell. */
    private static double residuals(
            double[][] sums, double slope, double intercept, double[] counts, double[] residuals) {
        double squares = PRIOR_NOISE * Offsets.PRIOR_COUNT;
        double freedom = Offsets.PRIOR_COUNT;
        for (int cell = 0; cell < sums.length; cell++) {
            double[] row = sums[cell];
            double count = row[COUNT];
            counts[cell] = count;
            if (count > 0) {
                residuals[cell] = (row[SCORE] - slope * row[PREDICTED]) / count - intercept;
                double scores = row[SCORE_SCORE] - row[SCORE] * row[SCORE] / count;
                double predictions = row[PREDICTED_PREDICTED] - row[PREDICTED] * row[PREDICTED] / count;
                double both = row[SCORE_PREDICTED] - row[SCORE] * row[PREDICTED] / count;
                squares += Math.max(0, scores - 2 * slope * both + slope * slope * predictions);
                freedom += count - 1;
            }
        }
        return squares / freedom;
    }
}
