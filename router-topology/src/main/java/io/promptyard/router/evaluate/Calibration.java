package io.promptyard.router.evaluate;

/**
 * How far probabilities are from what comes true: expected calibration error over ten bins of equal width (Naeini et al.,
 * 2015): {@code Σ n(bin)/n · |mean probability − mean outcome|}. 0 is perfect. Not thread-safe.
 */
public final class Calibration {
    private static final int BINS = 10;

    private final double[] said = new double[BINS];
    private final double[] came = new double[BINS];
    private final long[] counts = new long[BINS];
    private long count;

    /** One prediction from 0 to 1 and what came of it, from 0 to 1. */
    public void add(double probability, double outcome) {
        int bin = Math.max(0, Math.min(BINS - 1, (int) (probability * BINS)));
        said[bin] += probability;
        came[bin] += outcome;
        counts[bin]++;
        count++;
    }

    public double error() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(said[bin] - came[bin]);
        }
        return count == 0 ? 0 : error / count;
    }

    public long count() {
        return count;
    }
}
