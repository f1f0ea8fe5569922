package io.promptyard.router.replay.equivalence;

/**
 * What a test of non-inferiority promises.
 *
 * @param margin by how much a stand-in's mean score may be worse, and still be as good for the purpose; above 0, below 1
 * @param alpha probability, at most, that one that is worse by the margin or more is ever called as good, however often one looks;
 *     and that one that is not is ever called worse
 * @param power probability, about, that one that is just as good is found to be so by {@link #needed} pairs
 */
public record TestPlan(double margin, double alpha, double power) {
    /** Variance of a difference of two scores before any is seen: one pair in five differs by a whole point. */
    static final double LIKELY_VARIANCE = 0.2;

    /** As many pairs of that variance are thought to have been seen. */
    static final double PRIOR_PAIRS = 10;

    /** One part in so many of the capital follows the plan; the rest is hedged, and costs its logarithm. */
    static final double PLANNED = 0.6;

    private static final long MOST = 100_000_000;

    public TestPlan {
        check("margin", margin);
        check("alpha", alpha);
        check("power", power);
    }

    private static void check(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(what + ": must be above 0 and below 1 (got " + value + ")");
        }
    }

    /**
     * How many pairs it takes with the stated power when both are equally good: where the log of the capital, which grows by
     * {@code g} a pair on average and spreads by {@code s}, has passed its bound with that probability: {@code n g - z s sqrt(n) =
     * log(1 / alpha)}, for the bet that grows fastest (Kelly 1956).
     *
     * @param variance of the differences of scores; {@link #LIKELY_VARIANCE} where none were seen
     */
    public long needed(double variance) {
        double edge = margin / 2;
        double spread = variance / 4;
        double bet = Math.min(edge / (spread + edge * edge), PairedTest.boldest((1 - margin) / 2));
        double growth = bet * edge - bet * bet * (spread + edge * edge) / 2;
        double bound = Math.log(1 / (alpha * PLANNED));
        double step = Normal.quantile(power) * bet * Math.sqrt(spread);
        double root = (step + Math.sqrt(step * step + 4 * growth * bound)) / (2 * growth);
        // While the variance is not yet known to be small, stakes are small too.
        double learning = PRIOR_PAIRS * Math.max(0, LIKELY_VARIANCE / variance - 1);
        return (long) Math.min(MOST, Math.ceil(root * root + learning));
    }

    /** The same before any pair was seen. */
    public long needed() {
        return needed(LIKELY_VARIANCE);
    }
}
