package io.promptyard.router.classify.learned;

import io.promptyard.model.Classification;
import io.promptyard.model.Task;
import java.util.List;

/**
 * The task, from two opinions: the first tier's, which goes by cues such as verbs and marks, and the model's, which goes by
 * all words. Each is a distribution over tasks; their product is what both find likely, and its share is the confidence.
 *
 * <pre>
 * likely(t) = model(t) · first(t) ^ {@value #FIRST} · usual(t)
 *
 * model  the model's share of the task, {@value #LEAST} at least
 * first  the first tier's confidence for the task that it names, within [{@value #DOUBTFUL}, {@value #SURE}]; the rest is
 *        spread evenly; 1 for all where it names none
 * usual  1, but {@value #RARE} for commonsense, which is asked by benchmarks rather than by people
 * </pre>
 *
 * Unlike what a model says of quality, this holds in every language: what asks for a task was learnt in twenty, and the model
 * is the less sure the less of a prompt it knows. Holds a buffer; not thread-safe.
 */
final class TaskBlend {
    private static final List<Task> TASKS = List.of(Task.values());
    private static final double FIRST = 0.8;
    private static final double LEAST = 1e-3;
    private static final double DOUBTFUL = 0.05;
    private static final double SURE = 0.98;
    private static final double RARE = 0.3;

    private final double[] likely = new double[TASKS.size()];
    private Task task = Task.OTHER;

    void blend(Classification first, Scorer scorer) {
        boolean named = first.task() != Task.OTHER;
        double sure = Math.max(DOUBTFUL, Math.min(SURE, first.taskConfidence()));
        double said = named ? Math.pow(sure, FIRST) : 1;
        double other = named ? Math.pow((1 - sure) / (TASKS.size() - 1), FIRST) : 1;
        double total = 0;
        int best = 0;
        for (int at = 0; at < likely.length; at++) {
            Task each = TASKS.get(at);
            double usual = each == Task.COMMONSENSE ? RARE : 1;
            likely[at] = Math.max(LEAST, scorer.task(each)) * (each == first.task() ? said : other) * usual;
            total += likely[at];
            best = likely[at] > likely[best] ? at : best;
        }
        for (int at = 0; at < likely.length; at++) {
            likely[at] /= total;
        }
        task = TASKS.get(best);
    }

    /** The likeliest. */
    Task task() {
        return task;
    }

    /** That the task is the right one, from 0 to 1. */
    double confidence() {
        return likely(task);
    }

    /** The share of any task; all together 1. */
    double likely(Task task) {
        return likely[task.ordinal()];
    }
}
