package io.promptyard.bench.routing;

import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Scorer;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The routers that are held against each other. */
final class Routers {
    private Routers() {}

    /** Ours, learnt from these rows alone. */
    static Router ours(List<LabelledPrompt> shown, Pair pair) {
        return of(new RidgeLearner().learn(shown));
    }

    /** By what a model predicts: {@link Pair#need}. */
    static Router of(RoutingModel model) {
        return (pair, asked) -> {
            Scorer scorer = new Scorer(model);
            PromptFeatures features = new PromptFeatures();
            return asked.stream()
                    .mapToDouble(row -> {
                        features.read(row.text());
                        scorer.score(features);
                        return pair.need(scorer);
                    })
                    .toArray();
        };
    }

    /** The longer the prompt, the stronger the model. */
    static Router length(List<LabelledPrompt> shown, Pair pair) {
        return (asks, asked) ->
                asked.stream().mapToDouble(row -> row.text().length()).toArray();
    }

    /** The mean gain of the prompts with the same true label: what knowing it exactly is worth. */
    static Router lookup(List<LabelledPrompt> shown, Pair pair) {
        Function<LabelledPrompt, String> label = row -> row.bench() + '/' + row.category();
        Map<String, double[]> sums = new HashMap<>();
        double[] all = new double[2];
        for (LabelledPrompt row : shown) {
            double gain = Gains.of(pair, row);
            double[] sum = sums.computeIfAbsent(label.apply(row), name -> new double[2]);
            sum[0] += gain;
            sum[1]++;
            all[0] += gain;
            all[1]++;
        }
        double mean = all[1] == 0 ? 0 : all[0] / all[1];
        return (asks, asked) -> asked.stream()
                .mapToDouble(row -> {
                    double[] sum = sums.get(label.apply(row));
                    return sum == null ? mean : sum[0] / sum[1];
                })
                .toArray();
    }
}
