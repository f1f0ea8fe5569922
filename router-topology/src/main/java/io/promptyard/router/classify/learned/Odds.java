package io.promptyard.router.classify.learned;

/**
 * Probabilities on the scale on which what is known of a prompt adds up: the logarithm of the odds. The same on every JVM,
 * since decisions must be replayable. Probabilities below 0.01 count as that, those above 0.99 as that.
 */
final class Odds {
    private static final double LEAST = 0.01;

    private Odds() {}

    static double of(double probability) {
        double kept = bounded(probability);
        return StrictMath.log(kept / (1 - kept));
    }

    static double probability(double odds) {
        return bounded(1 / (1 + StrictMath.exp(-odds)));
    }

    /** A half for what is no number. */
    static double bounded(double probability) {
        return Double.isNaN(probability) ? 0.5 : Math.max(LEAST, Math.min(1 - LEAST, probability));
    }
}
