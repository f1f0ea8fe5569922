package io.promptyard.router.feedback;

import io.promptyard.router.feedback.Signal.Decided;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.LearningMetrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Watches whether what is asked is still like what was learnt from, and whether what is predicted comes true: of the last
 * thousand decisions, and of the last five hundred labels of each model, that this process's tasks have seen. Thread-safe.
 */
final class DriftWatch {
    private static final int DECISIONS = 1_000;
    private static final int LABELS = 500;
    private static final String OTHER = "other";

    private final LearningMetrics metrics;
    private final Set<String> models;
    private final Supplier<Map<String, Double>> learntFrom;
    private final Deque<Decided> decided = new ArrayDeque<>();
    private final Map<String, Deque<double[]>> predictions = new HashMap<>();
    private volatile int kept;

    /**
     * @param models whose names may be tags
     * @param learntFrom shares of what the model in use was learnt from; empty for the built-in one
     */
    DriftWatch(LearningMetrics metrics, Set<String> models, Supplier<Map<String, Double>> learntFrom) {
        this.metrics = metrics;
        this.models = Set.copyOf(models);
        this.learntFrom = learntFrom;
        metrics.gauge(LearningMeter.KEPT, () -> kept);
        metrics.gauge(LearningMeter.DRIFT, "of", "task", () -> drift(Shares.TASK));
        metrics.gauge(LearningMeter.DRIFT, "of", "complexity", () -> drift(Shares.COMPLEXITY));
        metrics.gauge(LearningMeter.DRIFT, "of", "familiarity", () -> drift(Shares.FAMILIARITY));
    }

    synchronized void decided(Decided one) {
        if (one.attempt() == 1) {
            decided.addLast(one);
            if (decided.size() > DECISIONS) {
                decided.removeFirst();
            }
        }
    }

    void labelled(LabelRow row, boolean isNew) {
        String model = models.contains(row.model()) ? row.model() : OTHER;
        if (isNew) {
            metrics.labelled(model);
        }
        if (row.predicted() != null) {
            predicted(model, row.predicted(), row.score());
        }
    }

    private synchronized void predicted(String model, double expected, double score) {
        Deque<double[]> seen = predictions.get(model);
        if (seen == null) {
            seen = new ArrayDeque<>();
            predictions.put(model, seen);
            metrics.gauge(LearningMeter.PREDICTED, "model", model, () -> mean(model, pair -> pair[0]));
            metrics.gauge(LearningMeter.OBSERVED, "model", model, () -> mean(model, pair -> pair[1]));
            metrics.gauge(
                    LearningMeter.BRIER, "model", model, () -> mean(model, pair -> Math.pow(pair[0] - pair[1], 2)));
        }
        seen.addLast(new double[] {expected, score});
        if (seen.size() > LABELS) {
            seen.removeFirst();
        }
    }

    void kept(int labels) {
        kept = labels;
    }

    synchronized double drift(String prefix) {
        Map<String, Double> now = new HashMap<>();
        decided.forEach(each -> Shares.count(now, each.task(), each.complexity(), each.familiarity()));
        return Shares.stability(learntFrom.get(), Shares.of(now, decided.size()), prefix);
    }

    private synchronized double mean(String model, ToDoubleFunction<double[]> value) {
        Deque<double[]> seen = predictions.get(model);
        return seen == null
                ? Double.NaN
                : seen.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
