package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model predicts of usual prompts, by task: the prompts that the catalogue's priors speak of. They stand in {@code
 * usual.tsv}, written for this and no part of any benchmark. A prompt is then easier or harder than these, whatever the
 * benchmarks were like that the model was learnt from. Immutable.
 */
final class Usual {
    private final List<String> heads;
    private final double[] ease = new double[Task.values().length];
    private final double[][] odds;

    /** One prompt, and what it asks for. */
    record Example(Task task, String text) {}

    private Usual(List<String> heads) {
        this.heads = heads;
        odds = new double[Task.values().length][heads.size()];
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

    /** The mean over a task's examples; over all of them for a task that has none. */
    static Usual of(RoutingModel model, List<Example> examples) {
        Usual usual = new Usual(model.heads());
        PromptFeatures features = new PromptFeatures();
        Scorer scorer = new Scorer(model);
        Map<Task, Integer> counts = new TreeMap<>();
        for (Example example : examples) {
            features.read(example.text());
            scorer.score(features);
            usual.add(scorer, example.task());
            counts.merge(example.task(), 1, Integer::sum);
        }
        usual.divide(counts, examples.size());
        return usual;
    }

    private void add(Scorer scorer, Task task) {
        ease[task.ordinal()] += scorer.ease();
        for (int head = 0; head < heads.size(); head++) {
            odds[task.ordinal()][head] += Odds.of(scorer.probability(heads.get(head), 0.5));
        }
    }

    private void divide(Map<Task, Integer> counts, int all) {
        double total = 0;
        double[] totals = new double[heads.size()];
        for (Task task : counts.keySet()) {
            total += ease[task.ordinal()];
            add(totals, odds[task.ordinal()], 1);
        }
        for (Task task : Task.values()) {
            Integer count = counts.get(task);
            double[] own = new double[heads.size()];
            add(own, count == null ? totals : odds[task.ordinal()], 1.0 / Math.max(1, count == null ? all : count));
            odds[task.ordinal()] = own;
            ease[task.ordinal()] = count == null ? total / Math.max(1, all) : ease[task.ordinal()] / count;
        }
    }

    private static void add(double[] to, double[] values, double factor) {
        for (int at = 0; at < to.length; at++) {
            to[at] += factor * values[at];
        }
    }

    /** See {@link Scorer#ease}. */
    double ease(Task task) {
        return ease[task.ordinal()];
    }

    /** The logarithm of the odds that the head's model answers well. */
    double odds(Task task, String head) {
        return odds[task.ordinal()][heads.indexOf(head)];
    }
}
