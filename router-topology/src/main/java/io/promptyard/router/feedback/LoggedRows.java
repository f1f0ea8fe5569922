package io.promptyard.router.feedback;

import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.learn.LabelledPrompt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * From the records of a lane's topics to rows that a model is trained on: the labels are those that the learner makes of the
 * same records ({@link Labels}). Of requests without a label nothing is kept, so it is the labels that need memory, not the
 * log. First all that can lead to a label is started with, then what is known of the same requests is added; within
 * either, in any order. The same records give the same rows. Not thread-safe.
 */
public final class LoggedRows {
    /** The benchmark of these rows: one's own traffic. */
    public static final String BENCH = "log";

    private final Labels labels;
    private final Map<String, Case> cases = new TreeMap<>();
    private final Map<String, Instant> asked = new HashMap<>();

    /** @param weightCap see {@code learning.weight-cap}; at least 1 */
    public LoggedRows(double weightCap) {
        labels = new Labels(weightCap);
    }

    /** A judgement that counts begins a case. */
    public void start(String id, @Nullable Feedback feedback) {
        for (KeyValue<String, Signal> each : Signals.of(id, feedback)) {
            start(each.key, List.of(each.value));
        }
    }

    /** An answer that tells of its model by itself begins one. */
    public void start(String id, @Nullable ProviderAttempt attempt) {
        if (attempt != null && Labels.tells(attempt.kind())) {
            start(id, Signals.of(attempt));
        }
    }

    public void add(String id, @Nullable PromptRequest request) {
        add(id, Signals.of(request));
        if (request != null && cases.containsKey(id)) {
            asked.put(id, request.createdAt());
        }
    }

    public void add(String id, @Nullable RoutingDecision decision) {
        add(id, Signals.of(decision));
    }

    public void add(String id, @Nullable ProviderAttempt attempt) {
        add(id, Signals.of(attempt));
    }

    /** One row for each request that has a label, by id; models are named without their provider. */
    public List<LabelledPrompt> rows() {
        List<LabelledPrompt> rows = new ArrayList<>();
        cases.forEach((id, known) -> {
            List<LabelRow> found = List.copyOf(labels.of(id, known).values());
            if (!found.isEmpty()) {
                rows.add(row(id, found));
            }
        });
        return rows;
    }

    /** Where a model has several labels, their mean by weight. */
    private LabelledPrompt row(String id, List<LabelRow> labels) {
        Map<String, double[]> sums = new TreeMap<>();
        double weights = 0;
        for (LabelRow label : labels) {
            double[] sum = sums.computeIfAbsent(
                    label.model().substring(label.model().lastIndexOf('/') + 1), model -> new double[2]);
            sum[0] += label.weight() * label.score();
            sum[1] += label.weight();
            weights += label.weight();
        }
        Map<String, Double> scores = new TreeMap<>();
        sums.forEach((model, sum) -> scores.put(model, sum[0] / sum[1]));
        String text = labels.getFirst().text();
        return new LabelledPrompt(id, text, null, null, BENCH, "", scores, weights / labels.size(), asked.get(id));
    }

    private void start(String id, List<Signal> signals) {
        for (Signal signal : signals) {
            cases.merge(id, Case.EMPTY.with(signal), (before, one) -> before.with(signal));
        }
    }

    private void add(String id, List<Signal> signals) {
        for (Signal signal : signals) {
            cases.computeIfPresent(id, (request, before) -> before.with(signal));
        }
    }
}
