package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Dense;
import io.promptyard.router.classify.learned.Prior;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns how hard a prompt looks by its shape: the mean over benchmarks of how each number goes with difficulty within one,
 * so that no benchmark counts more than another and what tells benchmarks apart does not count at all. A number whose
 * direction is known beforehand never counts the other way.
 */
final class PriorLearner {
    private static final int LEAST_ROWS = 60;

    private PriorLearner() {}

    static Prior learn(List<LabelledPrompt> rows, TrainingMatrix matrix, ShapeScale scale) {
        Map<String, List<Integer>> benches = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).scores().size() > 1) {
                benches.computeIfAbsent(rows.get(row).bench(), bench -> new ArrayList<>())
                        .add(row);
            }
        }
        double[] weights = new double[Dense.WITH_OPTIONS];
        int counted = 0;
        for (List<Integer> bench : benches.values()) {
            if (bench.size() >= LEAST_ROWS) {
                add(rows, matrix, scale, bench, weights);
                counted++;
            }
        }
        float[] signed = new float[weights.length];
        for (int number = 0; number < signed.length && counted > 0; number++) {
            int direction = Prior.direction(number);
            signed[number] = (float) (direction * Math.max(0, direction * weights[number] / counted));
        }
        return scaled(new Prior(scale.allMeans(), scale.allDeviations(), signed), rows, matrix);
    }

    /** So that the deviation among all prompts is 1. */
    private static Prior scaled(Prior prior, List<LabelledPrompt> rows, TrainingMatrix matrix) {
        double sum = 0;
        double square = 0;
        for (int row = 0; row < rows.size(); row++) {
            double value = prior.unbounded(matrix.shape(row));
            sum += value;
            square += value * value;
        }
        double mean = sum / rows.size();
        double deviation = Math.sqrt(Math.max(0, square / rows.size() - mean * mean));
        float[] weights = prior.weights().clone();
        for (int number = 0; number < weights.length; number++) {
            weights[number] = deviation == 0 ? 0 : (float) (weights[number] / deviation);
        }
        return new Prior(prior.means(), prior.deviations(), weights);
    }

    private static void add(
            List<LabelledPrompt> rows, TrainingMatrix matrix, ShapeScale scale, List<Integer> bench, double[] to) {
        double[] difficulty = Difficulty.of(rows, bench);
        double[] means = new double[to.length];
        double[][] values = new double[bench.size()][to.length];
        for (int at = 0; at < values.length; at++) {
            float[] shape = matrix.shape(bench.get(at));
            for (int number = 0; number < to.length; number++) {
                values[at][number] =
                        Dense.standard(shape[number], scale.allMeans()[number], scale.allDeviations()[number]);
                means[number] += values[at][number] / values.length;
            }
        }
        for (int at = 0; at < values.length; at++) {
            for (int number = 0; number < to.length; number++) {
                to[number] += (values[at][number] - means[number]) * difficulty[at] / values.length;
            }
        }
    }
}
