package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model predicts of usual prompts: those that the catalogue's priors speak of. They stand in {@code usual.tsv},
 * written for this and no part of any benchmark. A prompt is then easier or harder than these, whatever the benchmarks
 * were like that the model was learnt from. Immutable.
 */
final class Usual {
    private final double ease;
    private final double[] byTask;
    private final Map<String, Double> probabilities;

    /** One prompt, and what it asks for. */
    record Example(Task task, String text) {}

    private Usual(double ease, double[] byTask, Map<String, Double> probabilities) {
        this.ease = ease;
        this.byTask = byTask;
        this.probabilities = probabilities;
    }

    static List<Example> parse(List<String> lines) {
        List<Example> examples = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int tab = line.indexOf('\t');
                Task task = Task.ofLabel(line.substring(0, Math.max(0, tab)))
                        .orElseThrow(() -> new IllegalArgumentException("usual: must be a task and a prompt"));
                examples.add(new Example(task, line.substring(tab + 1).replace("\\n", "\n")));
            }
        }
        return examples;
    }

    /** Means over the examples, at least one; over all of them for a task that has none. */
    static Usual of(RoutingModel model, List<Example> examples) {
        PromptFeatures features = new PromptFeatures();
        Scorer scorer = new Scorer(model);
        double all = 0;
        double[] sums = new double[Task.values().length];
        int[] counts = new int[sums.length];
        Map<String, Double> probabilities = new HashMap<>();
        for (Example example : examples) {
            features.read(example.text());
            scorer.score(features);
            all += scorer.ease() / examples.size();
            sums[example.task().ordinal()] += scorer.ease();
            counts[example.task().ordinal()]++;
            for (String head : model.heads()) {
                probabilities.merge(head, scorer.probability(head, 0.5) / examples.size(), Double::sum);
            }
        }
        for (int task = 0; task < sums.length; task++) {
            sums[task] = counts[task] == 0 ? all : sums[task] / counts[task];
        }
        return new Usual(all, sums, probabilities);
    }

    /** See {@link Scorer#ease}. */
    double ease() {
        return ease;
    }

    /** The same at one task. */
    double ease(Task task) {
        return byTask[task.ordinal()];
    }

    /** That the head's model answers well; a half for one that the model does not know. */
    double probability(String head) {
        return probabilities.getOrDefault(head, 0.5);
    }
}
