package io.promptyard.router.replay.estimate;

import static io.promptyard.router.replay.estimate.View.MASS;
import static io.promptyard.router.replay.estimate.View.MASS_PREDICTED;
import static io.promptyard.router.replay.estimate.View.SQUARES;
import static io.promptyard.router.replay.estimate.View.SUPPORTED;
import static io.promptyard.router.replay.estimate.View.WEIGHT;
import static io.promptyard.router.replay.estimate.View.WEIGHT_PREDICTED;
import static io.promptyard.router.replay.estimate.View.WEIGHT_SCORE;

/**
 * A policy's value, and what of it is predicted. The estimate of Dudík, Langford and Li ("Doubly robust policy evaluation and
 * learning", ICML 2011): calibrated predictions for all, plus the weighted mean residual of those whose outcome is known. Weights are
 * normalised within each target (Hájek 1971), so outcomes may be missing at random there. Mass whose weight is above a limit, or that
 * the log could not have tried, has its prediction only: the switch of Wang, Agarwal and Dudík ("Optimal and adaptive off-policy
 * evaluation in contextual bandits", ICML 2017). A correction that stands on few outcomes is shrunk (Su and others, "Doubly robust
 * off-policy evaluation with shrinkage", ICML 2020).
 *
 * @param mass prompts, by probability
 * @param corrected share of the mass that outcomes corrected
 * @param tried share of the mass that goes to targets where the log could have tried them, and holds outcomes of them; of a difference the
 *     same of what two policies send apart, for what both send alike is in no difference, however well it is known
 * @param shares by wanted cell, of the mass
 * @param predicted by wanted cell, the share of the mass that is prediction only
 * @param untried by wanted cell, the share of the mass that is not {@code tried}
 * @param rough by target, by how much more than it seems the variance may be, where outcomes are few
 * @param supported by target, the share of the mass that {@code rough} is about
 */
record Valuation(
        double value,
        double mass,
        double corrected,
        double tried,
        double[] shares,
        double[] predicted,
        double[] untried,
        double[] rough,
        double[] supported) {
    /** Where the recorded policy's view begins in a row of sums, and the candidate's. */
    static final int RECORDED = 0;

    static final int CANDIDATE = View.WIDTH;
    /** As many outcomes count as none: a correction of n outcomes is taken as n / (n + this). */
    private static final double SHRINKAGE = 2;

    /**
     * @param wanted the cells that {@code sums} are of; there is nothing in others
     * @param sums of one policy by wanted cell, fold and place, from {@code first} on
     */
    static Valuation of(
            Cells cells, int[] wanted, double[][][] sums, int first, Calibration[] calibrations, Method method) {
        return switch (method) {
            case DIRECT -> plain(total(sums, first + MASS_PREDICTED), total(sums, first + MASS), 1);
            case SNIPS -> plain(total(sums, first + WEIGHT_SCORE), total(sums, first + WEIGHT), 1);
            case IPS -> plain(total(sums, first + WEIGHT_SCORE), total(sums, first + MASS), answeredFor(sums));
            case DOUBLY_ROBUST -> new Sum(cells, wanted).of(sums, first, calibrations);
        };
    }

    /** This one's value less another's over the same cells; an error of the calibration that both share cancels. */
    Valuation minus(Valuation other) {
        double[] left = predicted.clone();
        for (int cell = 0; cell < left.length; cell++) {
            left[cell] -= other.predicted[cell];
        }
        double[] moved = supported.clone();
        double[] rougher = rough.clone();
        for (int target = 0; target < moved.length; target++) {
            moved[target] -= other.supported[target];
            rougher[target] = Math.max(rough[target], other.rough[target]);
        }
        double apart = 0;
        double unknown = 0;
        double[] leftUntried = untried.clone();
        for (int cell = 0; cell < shares.length; cell++) {
            apart += Math.abs(shares[cell] - other.shares[cell]) / 2;
            leftUntried[cell] -= other.untried[cell];
            unknown += Math.abs(leftUntried[cell]);
        }
        return new Valuation(
                value - other.value,
                mass,
                Math.min(corrected, other.corrected),
                apart > 0 ? Math.max(0, 1 - unknown / apart) : 1,
                shares,
                left,
                leftUntried,
                rougher,
                moved);
    }

    private static Valuation plain(double score, double mass, double answeredFor) {
        return new Valuation(
                score / mass / answeredFor,
                mass,
                1,
                1,
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0]);
    }

    private static double total(double[][][] sums, int place) {
        double total = 0;
        for (double[][] folds : sums) {
            for (double[] row : folds) {
                total += row[place];
            }
        }
        return total;
    }

    /** Share of the recorded answers of which an outcome is known. */
    private static double answeredFor(double[][][] sums) {
        return total(sums, RECORDED + WEIGHT) / total(sums, RECORDED + MASS);
    }

    /** By target, over its cells and folds. */
    private static final class Sum {
        private final Cells cells;
        private final int[] wanted;
        private final double[] shares;
        private final double[] predicted;
        private final double[] untried;
        private final double[] direct;
        private final double[] residual;
        private final double[] weight;
        private final double[] score;
        private final double[] squares;
        private final double[] supported;
        private double mass;

        Sum(Cells cells, int[] wanted) {
            this.cells = cells;
            this.wanted = wanted;
            this.shares = new double[wanted.length];
            this.predicted = new double[wanted.length];
            this.untried = new double[wanted.length];
            this.direct = new double[cells.targets()];
            this.residual = new double[cells.targets()];
            this.weight = new double[cells.targets()];
            this.score = new double[cells.targets()];
            this.squares = new double[cells.targets()];
            this.supported = new double[cells.targets()];
        }

        Valuation of(double[][][] sums, int first, Calibration[] calibrations) {
            for (int place = 0; place < wanted.length; place++) {
                for (int fold = 0; fold < Tally.FOLDS; fold++) {
                    add(wanted[place], sums[place][fold], first, calibrations[fold]);
                }
            }
            double value = 0;
            double corrected = 0;
            double tried = 0;
            double[] trust = new double[direct.length];
            double[] rough = new double[direct.length];
            for (int target = 0; target < direct.length; target++) {
                value += direct[target];
                if (weight[target] > 0) {
                    double outcomes = weight[target] * weight[target] / squares[target];
                    trust[target] = outcomes / (outcomes + SHRINKAGE);
                    value += trust[target] * supported[target] * residual[target] / weight[target];
                    corrected += trust[target] * supported[target];
                    tried += supported[target];
                    rough[target] = rough(score[target] / weight[target], outcomes);
                }
            }
            for (int place = 0; place < wanted.length; place++) {
                double all = 0;
                double could = 0;
                for (double[] row : sums[place]) {
                    all += row[first + MASS];
                    could += row[first + SUPPORTED];
                }
                shares[place] = all / mass;
                int target = cells.targetOf(wanted[place]);
                predicted[place] = (all - trust[target] * could) / mass;
                untried[place] = (weight[target] > 0 ? all - could : all) / mass;
            }
            for (int target = 0; target < direct.length; target++) {
                supported[target] /= mass;
            }
            return new Valuation(
                    value / mass, mass, corrected / mass, tried / mass, shares, predicted, untried, rough, supported);
        }

        private void add(int cell, double[] row, int first, Calibration by) {
            int target = cells.targetOf(cell);
            mass += row[first + MASS];
            direct[target] += by.of(cell, row[first + MASS], row[first + MASS_PREDICTED]);
            supported[target] += row[first + SUPPORTED];
            weight[target] += row[first + WEIGHT];
            score[target] += row[first + WEIGHT_SCORE];
            squares[target] += row[first + SQUARES];
            residual[target] +=
                    row[first + WEIGHT_SCORE] - by.of(cell, row[first + WEIGHT], row[first + WEIGHT_PREDICTED]);
        }

        /** Ten good answers of ten do not say that the eleventh is: Agresti and Coull (1998), two more of each kind. */
        private static double rough(double mean, double outcomes) {
            double likely = (mean * outcomes + 2) / (outcomes + 4);
            return Math.max(0, likely * (1 - likely) / (outcomes + 4) - mean * (1 - mean) / outcomes);
        }
    }
}
