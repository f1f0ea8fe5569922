package io.promptyard.bench.routing;

import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A benchmark whose labels, and those of benchmarks that ask the same or nearly so, are kept from who is asked about it.
 *
 * @param hidden names of benchmarks; one that ends with {@code *} stands for all that begin so
 */
record Foreign(String pair, List<String> hidden) {
    static final List<Foreign> ALL = List.of(
            new Foreign("mmlu", List.of("mmlu", "lr_mmlu", "mmlupro", "routerarena")),
            new Foreign("gsm8k", List.of("gsm8k", "ze_gsm", "lr_gsm8k", "lr_mgsm", "lr_math", "ze_math")),
            new Foreign("llmrouter", List.of("lr_*")),
            new Foreign("mmlupro", List.of("mmlupro", "mmlu", "lr_mmlu")),
            new Foreign("ze_gsm", List.of("ze_gsm", "gsm8k", "lr_gsm8k", "lr_mgsm")),
            new Foreign("ze_crux", List.of("ze_crux")),
            new Foreign("ze_math", List.of("ze_math", "lr_math")),
            new Foreign("routerarena", List.of("routerarena")));

    boolean knows(LabelledPrompt row) {
        return hidden.stream()
                .noneMatch(bench -> bench.endsWith("*")
                        ? row.bench().startsWith(bench.substring(0, bench.length() - 1))
                        : row.bench().equals(bench));
    }

    /** Rows under the names of the pair: the gain of the better half of their models over the other half, by benchmark. */
    static List<LabelledPrompt> relabelled(List<LabelledPrompt> rows, Pair pair) {
        Map<String, double[]> abilities = new HashMap<>();
        for (LabelledPrompt row : rows) {
            row.scores().forEach((model, score) -> {
                double[] sum = abilities.computeIfAbsent(model, name -> new double[2]);
                sum[0] += score;
                sum[1]++;
            });
        }
        return rows.stream()
                .map(row -> {
                    List<String> order = row.scores().keySet().stream()
                            .sorted(Comparator.comparingDouble(model -> -ability(abilities, model)))
                            .toList();
                    int half = order.size() / 2;
                    double strong = mean(row, order.subList(0, half));
                    double weak = mean(row, order.subList(order.size() - half, order.size()));
                    return LabelledPrompt.scored(
                            row.id(), row.text(), row.bench(), Map.of(pair.strong(), strong, pair.weak(), weak));
                })
                .toList();
    }

    private static double ability(Map<String, double[]> abilities, String model) {
        double[] sum = abilities.getOrDefault(model, new double[] {0, 1});
        return sum[0] / sum[1];
    }

    private static double mean(LabelledPrompt row, List<String> models) {
        return models.stream()
                .mapToDouble(model -> row.scores().getOrDefault(model, 0.0))
                .average()
                .orElse(0);
    }
}
