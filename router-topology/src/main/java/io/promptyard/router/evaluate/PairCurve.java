package io.promptyard.router.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What a router between a strong and a weak model recovers, as RouteLLM defines it (Ong et al., arXiv 2406.18665, section
 * 3): prompts go to the strong model in the order of their scores, and at each share {@code a} of strong calls {@code
 * PGR(a) = (r(a) − r(weak)) / (r(strong) − r(weak))}. Ties count as their average, every cut-off counts, areas are
 * trapezoids.
 *
 * @param gains what has been recovered after 0, 1, 2 … strong calls: from 0 to 1 at the end, above or below in between
 */
public record PairCurve(double[] gains, double weakQuality, double strongQuality) {

    /**
     * @param scores higher needs the strong model more; finite
     * @param strong quality of the strong model's answer to each
     * @param weak the same of the weak one
     */
    public static PairCurve of(double[] scores, double[] strong, double[] weak) {
        int size = scores.length;
        if (size == 0 || strong.length != size || weak.length != size) {
            throw new IllegalArgumentException("scores, strong, weak: must be as many, at least one (got " + size + ", "
                    + strong.length + ", " + weak.length + ")");
        }
        if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
            // NaN ties with nothing, not even itself: the walk over ties below would never end
            throw new IllegalArgumentException("scores: must be finite");
        }
        Integer[] order = order(scores);
        double gap = mean(strong) - mean(weak);
        double[] gains = new double[size + 1];
        int from = 0;
        while (from < size) {
            int to = from;
            double sum = 0;
            while (to < size && scores[order[to]] == scores[order[from]]) {
                sum += strong[order[to]] - weak[order[to]];
                to++;
            }
            double each = sum / (to - from);
            for (int at = from; at < to; at++) {
                gains[at + 1] = gains[at] + each;
            }
            from = to;
        }
        for (int at = 0; at <= size; at++) {
            gains[at] = gains[at] / size / gap;
        }
        return new PairCurve(gains, mean(weak), mean(strong));
    }

    /** The area under the gains: 0.5 for chance. */
    public double apgr() {
        double area = 0;
        for (int at = 1; at < gains.length; at++) {
            area += (gains[at] + gains[at - 1]) / 2;
        }
        return area / (gains.length - 1);
    }

    /** The least share of strong calls, in percent, that recovers {@code share} of the gain. */
    public double callsFor(double share) {
        for (int at = 0; at < gains.length; at++) {
            if (gains[at] >= share) {
                return 100.0 * at / (gains.length - 1);
            }
        }
        return 100;
    }

    /** The quality at a share of strong calls, from 0 to 1; between cut-offs, straight lines. */
    public double qualityAt(double share) {
        double place = share * (gains.length - 1);
        int below = Math.min(gains.length - 2, (int) place);
        double gain = gains[below] + (gains[below + 1] - gains[below]) * (place - below);
        return weakQuality + gain * (strongQuality - weakQuality);
    }

    private static Integer[] order(double[] scores) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer at) -> -scores[at]));
        return order;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
