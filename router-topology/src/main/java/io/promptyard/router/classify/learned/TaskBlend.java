package io.promptyard.router.classify.learned;

import io.promptyard.model.Classification;
import io.promptyard.model.Task;
import java.util.List;

/**
 * The task, from two opinions: the first tier's, which goes by cues such as verbs and marks, and the model's, which goes by
 * all words. Each is a distribution over tasks; their product is what both find likely, and its share is the confidence.
 *
 * <pre>
 * likely(t) = model(t) · first(t) · usual(t)
 *
 * model  the model's share of the task, {@value #LEAST} at least
 * first  the first tier's confidence for the task that it names, within [{@value #DOUBTFUL}, {@value #SURE}]; the rest is spread evenly
 * usual  1, but {@value #RARE} for commonsense, which is asked by benchmarks rather than by people
 * </pre>
 *
 * Holds a buffer; not thread-safe.
 */
final class TaskBlend {
    private static final List<Task> TASKS = List.of(Task.values());
    private static final double LEAST = 1e-3;
    private static final double DOUBTFUL = 0.05;
    private static final double SURE = 0.98;
    private static final double RARE = 0.3;

    private final double[] likely = new double[TASKS.size()];
    private Task task = Task.OTHER;
    private double confidence;

    /** @param trust how far the model is believed, from 0 to 1: at 0 the first tier's answer stands */
    void blend(Classification first, Scorer scorer, double trust) {
        if (trust <= 0) {
            task = first.task();
            confidence = first.taskConfidence();
            return;
        }
        double sure = Math.max(DOUBTFUL, Math.min(SURE, first.taskConfidence()));
        double other = (1 - sure) / (TASKS.size() - 1);
        double total = 0;
        int best = 0;
        for (int at = 0; at < likely.length; at++) {
            Task each = TASKS.get(at);
            double model = Math.pow(Math.max(LEAST, scorer.task(each)), trust);
            likely[at] = model * (each == first.task() ? sure : other) * (each == Task.COMMONSENSE ? RARE : 1);
            total += likely[at];
            best = likely[at] > likely[best] ? at : best;
        }
        task = TASKS.get(best);
        confidence = likely[best] / total;
    }

    Task task() {
        return task;
    }

    /** From 0 to 1. */
    double confidence() {
        return confidence;
    }
}
