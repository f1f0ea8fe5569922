package io.promptyard.router.replay.estimate;

/**
 * Variance of an estimate from what it is without each bucket of clusters in turn: the delete-a-group jackknife (Kott, "The
 * delete-a-group jackknife", Journal of Official Statistics 2001), the influence function by other means (Efron and Stein 1981). It
 * is robust to dependence within clusters, and knows of everything that is estimated on the way, the calibration among it. Degrees of
 * freedom are Satterthwaite's (1946), from how unequal the buckets' parts are: a few outcomes of large weight give long tails.
 */
record Spread(double variance, double freedom) {

    static Spread of(double[] without, int count) {
        if (count < 2) {
            return new Spread(Double.POSITIVE_INFINITY, 1);
        }
        double mean = 0;
        for (int at = 0; at < count; at++) {
            mean += without[at] / count;
        }
        double squares = 0;
        double fourths = 0;
        for (int at = 0; at < count; at++) {
            double square = (without[at] - mean) * (without[at] - mean);
            squares += square;
            fourths += square * square;
        }
        double variance = squares * (count - 1) / count;
        if (squares == 0) {
            return new Spread(0, count - 1.0);
        }
        double excess = count * fourths / (squares * squares) - 1;
        double freedom = excess <= 0 ? count - 1.0 : 2 * count / excess;
        return new Spread(variance, Math.clamp(freedom, 1, count - 1.0));
    }

    /** With no more degrees of freedom than buckets that have a part in it allow. */
    Spread atMost(double most) {
        return new Spread(variance, Math.min(freedom, most));
    }

    /** With an independent part added. */
    Spread plus(double more, double itsFreedom) {
        double all = variance + more;
        if (more == 0 || variance == 0 || Double.isInfinite(all)) {
            return new Spread(all, more == 0 ? freedom : variance == 0 ? itsFreedom : 1);
        }
        return new Spread(all, all * all / (variance * variance / freedom + more * more / itsFreedom));
    }
}
