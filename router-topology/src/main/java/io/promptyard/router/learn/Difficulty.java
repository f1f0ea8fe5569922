package io.promptyard.router.learn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How difficult each prompt of one benchmark was for the models that were asked: few did well, and it was the able ones. The
 * sum of two numbers, each in deviations from the benchmark's mean: the mean score, negated, and the slope of scores over
 * the models' ability; brought to deviation 1 once more.
 */
final class Difficulty {
    private static final double LEAST = 1e-9;

    private Difficulty() {}

    static double[] of(List<LabelledPrompt> rows, List<Integer> bench) {
        Map<String, double[]> totals = new HashMap<>();
        for (int row : bench) {
            rows.get(row).scores().forEach((model, score) -> {
                double[] total = totals.computeIfAbsent(model, name -> new double[2]);
                total[0] += score;
                total[1]++;
            });
        }
        double[] level = new double[bench.size()];
        double[] slope = new double[bench.size()];
        for (int at = 0; at < level.length; at++) {
            Map<String, Double> scores = rows.get(bench.get(at)).scores();
            double mean = scores.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            double able = scores.keySet().stream()
                    .mapToDouble(model -> ability(totals, model))
                    .average()
                    .orElse(0);
            double product = 0;
            double square = 0;
            for (Map.Entry<String, Double> score : scores.entrySet()) {
                double ability = ability(totals, score.getKey()) - able;
                product += ability * (score.getValue() - mean);
                square += ability * ability;
            }
            level[at] = -mean;
            slope[at] = square == 0 ? 0 : product / square;
        }
        double[] both = standard(level);
        double[] slopes = standard(slope);
        for (int at = 0; at < both.length; at++) {
            both[at] += slopes[at];
        }
        return standard(both);
    }

    private static double ability(Map<String, double[]> totals, String model) {
        double[] total = totals.getOrDefault(model, new double[] {0, 1});
        return total[0] / total[1];
    }

    private static double[] standard(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double square = 0;
        for (double value : values) {
            square += (value - mean) * (value - mean) / values.length;
        }
        double deviation = Math.sqrt(square) + LEAST;
        double[] standard = new double[values.length];
        for (int at = 0; at < standard.length; at++) {
            standard[at] = (values[at] - mean) / deviation;
        }
        return standard;
    }
}
