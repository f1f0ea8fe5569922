package io.promptyard.router.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much each prompt needed a strong model: how much better the stronger half of the models that were asked did than
 * the weaker half, in deviations from the mean of its benchmark. Between benchmarks the means stay apart by half: which of
 * two benchmarks needs strong models more is known less well than which of two prompts of one.
 */
final class Need {
    private static final double BETWEEN = 0.5;
    private static final double LEAST_DEVIATION = 0.05;

    private Need() {}

    static HeadRows of(List<LabelledPrompt> rows) {
        Map<String, List<Integer>> benches = new TreeMap<>();
        for (int at = 0; at < rows.size(); at++) {
            if (rows.get(at).scores().size() > 1) {
                benches.computeIfAbsent(rows.get(at).bench(), bench -> new ArrayList<>())
                        .add(at);
            }
        }
        double[] gaps = new double[rows.size()];
        benches.values().forEach(each -> gaps(rows, each, gaps));
        double overall = benches.values().stream()
                .mapToDouble(each -> mean(each, gaps))
                .average()
                .orElse(0);
        HeadRows.Builder needs = new HeadRows.Builder();
        Map<Integer, Double> targets = new TreeMap<>();
        for (List<Integer> bench : benches.values()) {
            double mean = mean(bench, gaps);
            double deviation = Math.max(LEAST_DEVIATION, deviation(bench, gaps, mean));
            for (int row : bench) {
                double within = (gaps[row] - mean) / deviation;
                double between = BETWEEN * (mean - overall) / deviation;
                targets.put(row, within + between);
            }
        }
        targets.forEach((row, target) ->
                needs.add(row, target, rows.get(row).weight()));
        return needs.build();
    }

    private static void gaps(List<LabelledPrompt> rows, List<Integer> bench, double[] to) {
        Map<String, double[]> totals = new HashMap<>();
        for (int row : bench) {
            rows.get(row).scores().forEach((model, score) -> {
                double[] total = totals.computeIfAbsent(model, name -> new double[2]);
                total[0] += score;
                total[1]++;
            });
        }
        for (int row : bench) {
            List<Map.Entry<String, Double>> best =
                    new ArrayList<>(rows.get(row).scores().entrySet());
            best.sort(Comparator.<Map.Entry<String, Double>>comparingDouble(
                            score -> -totals.get(score.getKey())[0] / totals.get(score.getKey())[1])
                    .thenComparing(Map.Entry::getKey));
            to[row] = mean(best.subList(0, best.size() / 2)) - mean(best.subList((best.size() + 1) / 2, best.size()));
        }
    }

    private static double mean(List<Map.Entry<String, Double>> scores) {
        return scores.stream().mapToDouble(Map.Entry::getValue).average().orElse(0);
    }

    private static double mean(List<Integer> rows, double[] values) {
        return rows.stream().mapToDouble(row -> values[row]).average().orElse(0);
    }

    private static double deviation(List<Integer> rows, double[] values, double mean) {
        return Math.sqrt(rows.stream()
                .mapToDouble(row -> (values[row] - mean) * (values[row] - mean))
                .average()
                .orElse(0));
    }
}
