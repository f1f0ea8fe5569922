package io.promptyard.router.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Where a figure lies with 95 % confidence, by the percentile bootstrap (Efron, 1979). */
public record Interval(double low, double high) {
    private static final double TAIL = 0.025;

    /**
     * @param size how many things were measured
     * @param figure of a sample: indices, drawn with replacement
     */
    public static Interval bootstrap(int size, int samples, long seed, ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[samples];
        for (int sample = 0; sample < samples; sample++) {
            int[] drawn = new int[size];
            for (int at = 0; at < size; at++) {
                drawn[at] = random.nextInt(size);
            }
            figures[sample] = figure.applyAsDouble(drawn);
        }
        double[] finite =
                Arrays.stream(figures).filter(Double::isFinite).sorted().toArray();
        return finite.length == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Interval(quantile(finite, TAIL), quantile(finite, 1 - TAIL));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = Math.min(sorted.length - 1, (int) place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
