package io.promptyard.router.feedback;

import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.PromptMix;
import io.promptyard.router.feedback.Signal.Decided;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.LearningMetrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Watches whether what is asked is still like what was learnt from, and whether what is predicted comes true: of the last
 * thousand decisions, and of the last five hundred labels of each model, that this process's tasks have seen. Thread-safe.
 */
final class DriftWatch {
    private static final int DECISIONS = 1_000;
    /** With fewer, chance alone looks like another population. */
    private static final int LEAST_DECISIONS = 100;

    private static final int LABELS = 500;
    private static final String OTHER = "other";

    private final LearningMetrics metrics;
    private final Set<String> models;
    private final Supplier<Optional<LearntFrom>> learntFrom;
    private final Deque<Decided> decided = new ArrayDeque<>();
    private final Map<String, Deque<double[]>> predictions = new HashMap<>();
    private volatile int kept;

    /**
     * @param models whose names may be tags
     * @param learntFrom what the model in use was learnt from; empty where it was not, or does not say
     */
    DriftWatch(LearningMetrics metrics, Set<String> models, Supplier<Optional<LearntFrom>> learntFrom) {
        this.metrics = metrics;
        this.models = Set.copyOf(models);
        this.learntFrom = learntFrom;
        metrics.gauge(LearningMeter.KEPT, () -> kept);
        metrics.gauge(LearningMeter.DRIFT, "of", "task", () -> drift(PromptMix.TASK));
        metrics.gauge(LearningMeter.DRIFT, "of", "complexity", () -> drift(PromptMix.COMPLEXITY));
        metrics.gauge(LearningMeter.DRIFT, "of", "familiarity", () -> drift(PromptMix.FAMILIARITY));
        metrics.gauge(
                LearningMeter.OWN,
                () -> learntFrom.get().filter(LearntFrom::ofLog).isPresent() ? 1 : 0);
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

    /** NaN while either has too few prompts to speak of shares. */
    synchronized double drift(String prefix) {
        LearntFrom then = learntFrom.get().orElse(null);
        if (then == null || !then.isDescribed() || decided.size() < LEAST_DECISIONS) {
            return Double.NaN;
        }
        PromptMix now = new PromptMix();
        decided.forEach(each -> now.add(each.task(), each.complexity(), each.familiarity()));
        return PromptMix.stability(then.shares(), now.shares(), prefix);
    }

    private synchronized double mean(String model, ToDoubleFunction<double[]> value) {
        Deque<double[]> seen = predictions.get(model);
        return seen == null
                ? Double.NaN
                : seen.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
