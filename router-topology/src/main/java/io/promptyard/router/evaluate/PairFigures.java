package io.promptyard.router.evaluate;

import java.util.Arrays;

/**
 * What scores recover between two models.
 *
 * @param prompts how many it was measured on
 * @param apgr area under the performance gap that is recovered, 0.5 for chance; NaN where both models are equally good
 * @param interval of it, 95 %
 * @param calls50 least share of strong calls, in percent, that recovers half of the gap
 * @param calls80 the same for four fifths
 * @param oracle the area for who knows the outcomes beforehand
 */
public record PairFigures(
        Pair pair,
        int prompts,
        double weakQuality,
        double strongQuality,
        double apgr,
        Interval interval,
        double calls50,
        double calls80,
        double oracle) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.8;
    private static final long SEED = 1;

    /**
     * @param needs by prompt: higher needs the strong model more
     * @param samples for the interval; 0 for none
     */
    public static PairFigures of(Pair pair, double[] needs, double[] strong, double[] weak, int samples) {
        double gap = mean(strong) - mean(weak);
        if (gap == 0) {
            return new PairFigures(
                    pair,
                    needs.length,
                    mean(weak),
                    mean(strong),
                    Double.NaN,
                    new Interval(Double.NaN, Double.NaN),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        PairCurve curve = PairCurve.of(needs, strong, weak);
        double[] gains = new double[needs.length];
        Arrays.setAll(gains, at -> strong[at] - weak[at]);
        return new PairFigures(
                pair,
                needs.length,
                mean(weak),
                mean(strong),
                curve.apgr(),
                Interval.bootstrap(needs.length, samples, SEED, drawn -> resampled(drawn, needs, strong, weak)),
                curve.callsFor(HALF),
                curve.callsFor(MOST),
                PairCurve.of(gains, strong, weak).apgr());
    }

    /**
     * The area of a sample.
     *
     * @param drawn places of prompts, some more than once
     * @return NaN where the weak model is no worse in it: such a sample says nothing and is to be left out
     */
    public static double resampled(int[] drawn, double[] needs, double[] strong, double[] weak) {
        double[] drawnStrong = pick(drawn, strong);
        double[] drawnWeak = pick(drawn, weak);
        if (mean(drawnStrong) <= mean(drawnWeak)) {
            return Double.NaN;
        }
        return PairCurve.of(pick(drawn, needs), drawnStrong, drawnWeak).apgr();
    }

    private static double[] pick(int[] drawn, double[] values) {
        return Arrays.stream(drawn).mapToDouble(at -> values[at]).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
