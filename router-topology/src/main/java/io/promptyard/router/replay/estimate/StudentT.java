package io.promptyard.router.replay.estimate;

/** Quantiles of Student's t, by bisection on the distribution function (Abramowitz and Stegun 1964, 26.5.8 and 26.7.1). */
public final class StudentT {
    private static final double MOST = 1e6;
    private static final int STEPS = 200;
    private static final double TINY = 1e-300;
    private static final double CLOSE = 1e-15;

    private StudentT() {}

    /** The value below which a draw stays with the probability, from above 0 to below 1; {@code freedom} need not be whole. */
    public static double quantile(double probability, double freedom) {
        if (probability < 0.5) {
            return -quantile(1 - probability, freedom);
        }
        double low = 0;
        double high = MOST;
        for (int step = 0; step < STEPS && high - low > 1e-12 * (1 + low); step++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, freedom) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Probability of a draw of at most {@code value}. */
    public static double cumulative(double value, double freedom) {
        double tail = incompleteBeta(freedom / 2, 0.5, freedom / (freedom + value * value)) / 2;
        return value > 0 ? 1 - tail : tail;
    }

    /** Regularised: the continued fraction, evaluated by Lentz's method (1976). */
    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - (logGamma(a) + logGamma(b) - logGamma(a + b)));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int at = 1; at < 10 * STEPS; at++) {
            double even = at * (b - at) * x / ((a + 2 * at - 1) * (a + 2 * at));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            result *= d * c;
            double odd = -(a + at) * (a + b + at) * x / ((a + 2 * at) * (a + 2 * at + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < CLOSE) {
                break;
            }
        }
        return result;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series (Abramowitz and Stegun 1964, 6.1.41), after the argument was moved up. */
    private static double logGamma(double x) {
        double shift = 0;
        double at = x;
        while (at < 10) {
            shift -= Math.log(at);
            at++;
        }
        double square = at * at;
        return shift
                + (at - 0.5) * Math.log(at)
                - at
                + 0.5 * Math.log(2 * Math.PI)
                + 1 / (12 * at)
                - 1 / (360 * at * square)
                + 1 / (1260 * at * square * square)
                - 1 / (1680 * at * square * square * square);
    }
}
