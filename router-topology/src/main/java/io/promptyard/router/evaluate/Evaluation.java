package io.promptyard.router.evaluate;

import io.promptyard.router.classify.learned.Domains;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Scorer;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good a model's predictions are of prompts whose outcomes and labels are known.
 *
 * @param calibration of the probabilities of all models together
 * @param calibrations of each by itself
 */
public record Evaluation(
        int prompts,
        List<PairFigures> pairs,
        Calibration calibration,
        SortedMap<String, Calibration> calibrations,
        Confusion tasks,
        Confusion domains) {

    /** @param samples for the interval of each pair; 0 for none */
    public static Evaluation of(RoutingModel model, List<LabelledPrompt> rows, List<Pair> pairs, int samples) {
        Scorer scorer = new Scorer(model);
        PromptFeatures features = new PromptFeatures();
        Calibration pooled = new Calibration();
        SortedMap<String, Calibration> each = new TreeMap<>();
        Confusion tasks = new Confusion();
        Confusion domains = new Confusion();
        List<Needs> needs = pairs.stream().map(Needs::new).toList();
        for (LabelledPrompt row : rows) {
            features.read(row.text());
            scorer.score(features);
            for (Map.Entry<String, Double> score : row.scores().entrySet()) {
                if (scorer.knows(score.getKey())) {
                    double said = scorer.probability(score.getKey(), 0);
                    pooled.add(said, score.getValue());
                    each.computeIfAbsent(score.getKey(), name -> new Calibration())
                            .add(said, score.getValue());
                }
            }
            if (row.task() != null) {
                tasks.add(row.task().label(), scorer.likeliestTask().label());
            }
            if (row.domain() != null) {
                domains.add(row.domain(), Domains.LABELS.get(scorer.likeliestDomain()));
            }
            needs.forEach(pair -> pair.add(row, scorer));
        }
        List<PairFigures> figures = needs.stream()
                .filter(pair -> !pair.rows.isEmpty())
                .map(pair -> pair.figures(samples))
                .toList();
        return new Evaluation(rows.size(), figures, pooled, each, tasks, domains);
    }

    /** How much each prompt of one pair needs the stronger model, and what came of it. */
    private static final class Needs {
        private final Pair pair;
        private final List<double[]> rows = new ArrayList<>();

        private Needs(Pair pair) {
            this.pair = pair;
        }

        private void add(LabelledPrompt row, Scorer scorer) {
            if (pair.covers(row)) {
                rows.add(new double[] {
                    pair.need(scorer),
                    row.scores().getOrDefault(pair.strong(), 0.0),
                    row.scores().getOrDefault(pair.weak(), 0.0)
                });
            }
        }

        private PairFigures figures(int samples) {
            return PairFigures.of(pair, column(0), column(1), column(2), samples);
        }

        private double[] column(int number) {
            return rows.stream().mapToDouble(row -> row[number]).toArray();
        }
    }
}
