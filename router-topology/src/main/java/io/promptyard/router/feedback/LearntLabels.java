package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.PromptMix;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the metrics of a published model say of the labels that it was learnt from. */
public final class LearntLabels {
    /** When the first prompt with one of them was asked. */
    static final String FROM = "asked.from";
    /** When the last was. */
    static final String TO = "asked.to";
    /** Until when labels came. */
    static final String UNTIL = "labels.until";

    private LearntLabels() {}

    /** Of an earlier version's model it is only known that its labels had come by some time. */
    public static LearntFrom of(LearnedModel model) {
        Instant to = model.metrics().containsKey(TO) ? at(model, TO) : until(model);
        Instant from = at(model, FROM);
        Map<String, Double> shares = new HashMap<>(model.metrics());
        shares.keySet().removeIf(name -> !name.startsWith(PromptMix.SHARE));
        return new LearntFrom(model.labels(), model.labels(), from, to, shares);
    }

    static Instant until(LearnedModel model) {
        return at(model, UNTIL);
    }

    private static Instant at(LearnedModel model, String name) {
        return Instant.ofEpochMilli(model.metrics().getOrDefault(name, 0.0).longValue());
    }
}
