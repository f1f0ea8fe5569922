package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What sums come to: values with all buckets, and without each of them. Calibrations are fitted once. */
final class Appraisal {
    /** Degrees of freedom that are given to what is guessed of model error. */
    private static final double GUESSED = 10;

    private final Method method;
    private final double confidence;
    private final Cells cells;
    private final int count;
    /** Buckets that hold anything. */
    private final List<Integer> buckets = new ArrayList<>();
    /** By fold, with all buckets; then for each bucket without it. */
    private final List<Calibration[]> calibrations = new ArrayList<>();

    private final Calibration whole;

    /**
     * @param moments what calibrations are fitted to
     * @param all everything there is, to know which buckets are met
     */
    Appraisal(Method method, double confidence, Cells cells, Tally moments, List<Tally> all) {
        this.method = method;
        this.confidence = confidence;
        this.cells = cells;
        this.count = cells.count();
        for (int bucket = 0; bucket < Tally.BUCKETS; bucket++) {
            int at = bucket;
            if (all.stream().anyMatch(tally -> tally.met(at))) {
                buckets.add(bucket);
            }
        }
        int[] every = IntStream.range(0, count).toArray();
        double[][][] folds = moments.byFold(every);
        whole = Calibrator.fit(cells, others(folds, -1));
        calibrations.add(byFold(folds));
        for (int bucket : buckets) {
            moments.move(bucket, -1, folds, every);
            calibrations.add(method == Method.DOUBLY_ROBUST ? byFold(folds) : calibrations.get(0));
            moments.move(bucket, 1, folds, every);
        }
    }

    private Calibration[] byFold(double[][][] folds) {
        Calibration[] fitted = new Calibration[Tally.FOLDS];
        for (int fold = 0; fold < Tally.FOLDS; fold++) {
            fitted[fold] = Calibrator.fit(cells, others(folds, fold));
        }
        return fitted;
    }

    /** Sums by cell over all folds but one: predictions are not calibrated by the outcomes that correct them. */
    private static double[][] others(double[][][] folds, int except) {
        double[][] sums = new double[folds.length][Calibrator.WIDTH];
        for (int cell = 0; cell < folds.length; cell++) {
            for (int fold = 0; fold < folds[cell].length; fold++) {
                for (int at = 0; at < Calibrator.WIDTH && fold != except; at++) {
                    sums[cell][at] += folds[cell][fold][at];
                }
            }
        }
        return sums;
    }

    /** One policy's value; {@code first} is where its view begins in a row. */
    Outcome value(List<Tally> tallies, int first) {
        return outcome(tallies, cell -> true, replicate -> valued(replicate, first));
    }

    /** The same, of one target alone. */
    Outcome value(List<Tally> tallies, Target target) {
        int only = cells.target(target);
        return outcome(tallies, cell -> cells.targetOf(cell) == only, replicate -> valued(replicate, 0));
    }

    /** The candidate's value less the recorded policy's. */
    Outcome difference(List<Tally> tallies) {
        return outcome(
                tallies,
                cell -> true,
                replicate -> valued(replicate, Valuation.CANDIDATE).minus(valued(replicate, Valuation.RECORDED)));
    }

    private Valuation valued(Replicate replicate, int first) {
        return Valuation.of(cells, replicate.wanted, replicate.sums, first, replicate.calibrations, method);
    }

    /** Sums of the wanted cells: those that hold anything, for most groups hold little of all there is. */
    private record Replicate(int[] wanted, double[][][] sums, Calibration[] calibrations) {}

    private Outcome outcome(List<Tally> tallies, IntPredicate which, Function<Replicate, Valuation> of) {
        int[] wanted = IntStream.range(0, count)
                .filter(which)
                .filter(cell -> tallies.stream().anyMatch(tally -> tally.holds(cell)))
                .toArray();
        double[][][] sums = tallies.get(0).byFold(wanted);
        for (Tally tally : tallies.subList(1, tallies.size())) {
            for (int bucket = 0; bucket < Tally.BUCKETS; bucket++) {
                tally.move(bucket, 1, sums, wanted);
            }
        }
        Valuation full = of.apply(new Replicate(wanted, sums, calibrations.get(0)));
        double[] without = new double[buckets.size()];
        int known = 0;
        for (int at = 0; at < buckets.size(); at++) {
            int bucket = buckets.get(at);
            tallies.forEach(tally -> tally.move(bucket, -1, sums, wanted));
            double value = of.apply(new Replicate(wanted, sums, calibrations.get(at + 1)))
                    .value();
            tallies.forEach(tally -> tally.move(bucket, 1, sums, wanted));
            if (Double.isFinite(value)) {
                without[known++] = value;
            }
        }
        // Where leaving one bucket out leaves nothing, all stands on that bucket: it could be anything without it.
        boolean onOne = Double.isFinite(full.value()) && known < buckets.size();
        long own = buckets.stream()
                .filter(bucket -> tallies.stream().anyMatch(tally -> tally.met(bucket)))
                .count();
        Spread spread = onOne
                ? new Spread(Double.POSITIVE_INFINITY, 1)
                : Spread.of(without, known).atMost(Math.max(1, own - 1));
        return new Outcome(
                full, method == Method.DOUBLY_ROBUST ? spread.plus(modelled(full, wanted), GUESSED) : spread);
    }

    /** Variance of what no outcome has corrected, and what few outcomes hide. */
    private double modelled(Valuation valuation, int[] wanted) {
        double variance = 0;
        double[] predicted = new double[cells.targets()];
        double all = 0;
        for (int place = 0; place < wanted.length; place++) {
            double share = valuation.predicted()[place];
            predicted[cells.targetOf(wanted[place])] += share;
            all += share;
            variance += square(share * whole.cellErrors()[wanted[place]]);
        }
        for (int target = 0; target < predicted.length; target++) {
            variance += square(predicted[target] * whole.targetErrors()[target]);
            variance += square(valuation.supported()[target]) * valuation.rough()[target];
        }
        return variance + square(all * whole.lineError());
    }

    private static double square(double value) {
        return value * value;
    }

    /** A value and how far it may be off. */
    final class Outcome {
        private final Valuation valuation;
        private final Spread spread;

        private Outcome(Valuation valuation, Spread spread) {
            this.valuation = valuation;
            this.spread = spread;
        }

        /** @param least what such a value is at least; at most it is 1 */
        Estimate estimate(long observed, long predicted, double least) {
            double value = Double.isNaN(valuation.value()) ? (least + 1) / 2 : Math.clamp(valuation.value(), least, 1);
            double half = StudentT.quantile((1 + confidence) / 2, spread.freedom()) * Math.sqrt(spread.variance());
            double reach = Double.isFinite(half) && Double.isFinite(valuation.value()) ? half : 2;
            return new Estimate(
                    value,
                    Math.max(least, value - reach),
                    Math.min(1, value + reach),
                    confidence,
                    observed,
                    predicted,
                    label());
        }

        private String label() {
            if (method != Method.DOUBLY_ROBUST) {
                return method.label();
            }
            if (valuation.corrected() > 0) {
                return valuation.tried() >= Estimates.IDENTIFIED ? method.label() : Estimates.PARTLY_PREDICTED;
            }
            return whole.informed() ? "calibrated-prediction" : "prediction";
        }
    }
}
