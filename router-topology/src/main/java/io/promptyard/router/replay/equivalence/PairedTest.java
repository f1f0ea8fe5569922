package io.promptyard.router.replay.equivalence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sequential test of whether one target's scores are worse than another's by less than a margin, by betting: a capital of 1 is staked,
 * pair by pair, on the stand-in being better than the margin allows; were it not, the capital would be a supermartingale and would
 * exceed {@code 1 / alpha} with probability alpha at most, at whatever time (Ville 1939; Waudby-Smith and Ramdas, "Estimating means of
 * bounded random variables by betting", JRSS B 2023). So one may look after each pair and stop at any. A second capital is staked on
 * the opposite.
 *
 * <p>Differences are bounded and need not be normal, nor identically distributed: what is tested is their mean given the past. The
 * stake is the one that grows fastest when both are equally good, by the variance of the pairs before; parts of the capital hedge with
 * half and with twice of it. The verdict of the first time that a bound was passed stays. Not thread-safe.
 */
public final class PairedTest {
    /** What came of it so far. */
    public enum Verdict {
        /** Not worse than by the margin. */
        VERIFIED,
        /** Worse by more than the margin. */
        INFERIOR,
        /** Not yet known. */
        OPEN
    }

    /** A stake may lose this part of what it could. */
    private static final double BOLD = 0.9;

    private static final double[] PARTS = {TestPlan.PLANNED, 0.2, 0.2};
    private static final double[] STAKES = {1, 0.5, 2};

    private final TestPlan plan;
    private final Capital capital;
    private double[] seen = new double[64];
    private int pairs;
    private double sum;
    private double squares;
    private Verdict verdict = Verdict.OPEN;
    private int decidedAt;

    public PairedTest(TestPlan plan) {
        this.plan = plan;
        this.capital = new Capital(plan.margin(), plan.margin());
    }

    /** The largest stake on a mean of more than {@code middle} that cannot lose everything. */
    static double boldest(double middle) {
        return BOLD / middle;
    }

    /** @param difference the stand-in's score less the other's, for one prompt; from -1 to 1 */
    public void add(double difference) {
        if (!(difference >= -1 && difference <= 1)) {
            throw new IllegalArgumentException("difference: must be from -1 to 1 (got " + difference + ")");
        }
        capital.stake(difference);
        if (pairs == seen.length) {
            seen = Arrays.copyOf(seen, 2 * pairs);
        }
        seen[pairs++] = difference;
        sum += difference;
        squares += difference * difference;
        if (verdict == Verdict.OPEN) {
            verdict = capital.verdict(plan.alpha());
            decidedAt = verdict == Verdict.OPEN ? 0 : pairs;
        }
    }

    public Verdict verdict() {
        return verdict;
    }

    public int pairs() {
        return pairs;
    }

    /** Pairs that were there when the verdict was found; 0 while there is none. */
    public int decidedAt() {
        return decidedAt;
    }

    /** Mean difference; NaN without pairs. */
    public double mean() {
        return sum / pairs;
    }

    /** How many pairs it takes in all, by the variance that was seen, when both are equally good. */
    public long needed() {
        return plan.needed(variance(pairs, sum, squares));
    }

    /**
     * What the mean difference is at least, with confidence {@code 1 - alpha}: the least that the same test, run on the pairs seen,
     * does not refute. At the end of the sequence, so that it may be below a margin that was refuted on the way.
     */
    public double atLeast() {
        double low = -1;
        double high = 1;
        for (int step = 0; step < 40; step++) {
            double middle = (low + high) / 2;
            if (refutes(-middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * How evidence grew with pairs, from none to all: capitals as powers of ten, of the bet on not being worse by the margin and of
     * that on being worse. A claim is shown where its capital exceeds {@code 1 / alpha}.
     */
    public record Step(int pairs, double notWorse, double worse) {}

    /** The path of the evidence at so many places and its end, all of the places when there are no more pairs. */
    public List<Step> path(int most) {
        List<Step> path = new ArrayList<>();
        path.add(new Step(0, 0, 0));
        Capital again = new Capital(plan.margin(), plan.margin());
        int stride = Math.max(1, (pairs + most - 1) / most);
        for (int at = 1; at <= pairs; at++) {
            again.stake(seen[at - 1]);
            if (at % stride == 0 || at == pairs || at == decidedAt) {
                path.add(new Step(at, Capital.power(again.above), Capital.power(again.below)));
            }
        }
        return path;
    }

    private boolean refutes(double margin) {
        Capital other = new Capital(margin, plan.margin());
        for (int at = 0; at < pairs; at++) {
            other.stake(seen[at]);
        }
        return other.above() >= 1 / plan.alpha();
    }

    private static double variance(int pairs, double sum, double squares) {
        double mean = pairs == 0 ? 0 : sum / pairs;
        double about = pairs == 0 ? 0 : squares - pairs * mean * mean;
        return (TestPlan.PRIOR_PAIRS * TestPlan.LIKELY_VARIANCE + Math.max(0, about)) / (TestPlan.PRIOR_PAIRS + pairs);
    }

    /** Stakes on the mean difference being above, or below, {@code -margin}. */
    private static final class Capital {
        /** The mean on the scale from 0 to 1. */
        private final double middle;

        private final double edge;
        private final double[] above = new double[PARTS.length];
        private final double[] below = new double[PARTS.length];
        private int pairs;
        private double sum;
        private double squares;

        /** @param planned margin that stakes are made for */
        Capital(double margin, double planned) {
            this.middle = (1 - margin) / 2;
            this.edge = planned / 2;
        }

        /** Logarithms, lest they overflow. */
        void stake(double difference) {
            double spread = variance(pairs, sum, squares) / 4;
            double stake = edge / (spread + edge * edge);
            double won = (difference + 1) / 2 - middle;
            for (int part = 0; part < PARTS.length; part++) {
                double up = middle <= 0 ? 0 : Math.min(stake * STAKES[part], boldest(middle));
                double down = middle >= 1 ? 0 : Math.min(stake * STAKES[part], boldest(1 - middle));
                above[part] += Math.log1p(up * won);
                below[part] += Math.log1p(-down * won);
            }
            pairs++;
            sum += difference;
            squares += difference * difference;
        }

        Verdict verdict(double alpha) {
            return above() >= 1 / alpha
                    ? Verdict.VERIFIED
                    : mixed(below) >= 1 / alpha ? Verdict.INFERIOR : Verdict.OPEN;
        }

        double above() {
            return mixed(above);
        }

        /** Of ten; however large or small the capital is. */
        static double power(double[] logs) {
            double most = Arrays.stream(logs).max().orElse(0);
            double sum = 0;
            for (int part = 0; part < PARTS.length; part++) {
                sum += PARTS[part] * Math.exp(logs[part] - most);
            }
            return (most + Math.log(sum)) / Math.log(10);
        }

        private static double mixed(double[] logs) {
            double capital = 0;
            for (int part = 0; part < PARTS.length; part++) {
                capital += PARTS[part] * Math.exp(logs[part]);
            }
            return capital;
        }
    }
}
