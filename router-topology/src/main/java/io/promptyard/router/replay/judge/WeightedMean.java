package io.promptyard.router.replay.judge;

import io.promptyard.router.replay.estimate.StudentT;
import io.promptyard.router.replay.report.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * The mean of what a stratified sample shows, each with the number of prompts that it stands for as its weight, and its 95 %
 * interval: the ratio estimator and its linearised variance (Särndal, Swensson, Wretman, Model Assisted Survey Sampling, 1992,
 * section 5.6), {@code sum w² (y - mean)² / (sum w)² · n / (n - 1)}, with Student's t and, as few equal values show no variance, by how
 * much more it may be: of values from 0 to 1 as Agresti and Coull's interval of a proportion (1998) has it, of differences as Agresti
 * and Min's of matched pairs (2005), which adds half a pair to each side. Not thread-safe.
 */
public final class WeightedMean {
    public static final String METHOD = "stratified-mean";
    private static final double CONFIDENCE = 0.95;
    private static final double UPPER = (1 + CONFIDENCE) / 2;

    private final double least;
    private final double most;
    private long count;
    private double weights;
    private double sum;
    private double squaredWeights;
    private double squaredWeightsBy;
    private double squaredWeightsBySquare;

    /** Of values from {@code least} to {@code most}: no interval goes beyond. */
    public WeightedMean(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** @param weight prompts that it stands for, above 0 */
    public void add(double value, double weight) {
        count++;
        weights += weight;
        sum += weight * value;
        squaredWeights += weight * weight;
        squaredWeightsBy += weight * weight * value;
        squaredWeightsBySquare += weight * weight * value * value;
    }

    /** By how much more than it seems the variance may be, of so many values of equal weight. */
    private double hidden(double mean, double pieces) {
        if (least < 0) {
            return 1 / ((pieces + 2) * (pieces + 2));
        }
        double careful = (pieces * mean + 2) / (pieces + 4);
        return Math.max(0, careful * (1 - careful) / (pieces + 4) - mean * (1 - mean) / pieces);
    }

    /** Null when nothing was added; of one value alone the interval is all there can be. */
    public @Nullable Estimate estimate() {
        if (count == 0) {
            return null;
        }
        double mean = sum / weights;
        if (count == 1) {
            return new Estimate(mean, least, most, CONFIDENCE, count, 0, METHOD);
        }
        double squares = squaredWeightsBySquare - 2 * mean * squaredWeightsBy + mean * mean * squaredWeights;
        double variance = Math.max(0, squares) / (weights * weights) * count / (count - 1);
        double pieces = weights * weights / squaredWeights;
        double freedom = Math.max(1, pieces - 1);
        double half = StudentT.quantile(UPPER, freedom) * Math.sqrt(variance + hidden(mean, pieces));
        return new Estimate(
                mean, Math.max(least, mean - half), Math.min(most, mean + half), CONFIDENCE, count, 0, METHOD);
    }
}
