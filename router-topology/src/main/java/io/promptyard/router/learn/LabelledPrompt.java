package io.promptyard.router.learn;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Domains;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt and what is known of it: how well each of some models answered, or what it asks for, or what it is about.
 *
 * @param text the prompt as the last user message says it; never logged
 * @param task null when not known
 * @param domain one of {@link Domains#LABELS}; null when not known
 * @param bench where it comes from: rows of one are held against each other; may be empty
 * @param category a finer name within that; may be empty
 * @param scores by model, as it is to be named in answers: from 0 (failed) to 1 (as good as can be); below 0, to -1, where a benchmark
 *     punishes what is wrong
 * @param weight how much it counts, above 0; 1 is usual
 * @param asked when it was asked, of prompts of a log; null for others
 */
public record LabelledPrompt(
        String id,
        String text,
        @Nullable Task task,
        @Nullable String domain,
        String bench,
        String category,
        Map<String, Double> scores,
        double weight,
        @Nullable Instant asked) {
    public LabelledPrompt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(bench, "bench");
        Objects.requireNonNull(category, "category");
        scores = Map.copyOf(scores);
        if (domain != null && !Domains.LABELS.contains(domain)) {
            throw new IllegalArgumentException("domain: must be one of " + Domains.LABELS + " (got " + domain + ")");
        }
        scores.forEach((model, score) -> {
            if (!(score >= -1 && score <= 1)) {
                throw new IllegalArgumentException("scores." + model + ": must be from -1 to 1 (got " + score + ")");
            }
        });
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight: must be above 0 and finite (got " + weight + ")");
        }
    }

    /** One of which nobody knows when it was asked. */
    public LabelledPrompt(
            String id,
            String text,
            @Nullable Task task,
            @Nullable String domain,
            String bench,
            String category,
            Map<String, Double> scores,
            double weight) {
        this(id, text, task, domain, bench, category, scores, weight, null);
    }

    /** One that says how well models answered. */
    public static LabelledPrompt scored(String id, String text, String bench, Map<String, Double> scores) {
        return new LabelledPrompt(id, text, null, null, bench, "", scores, 1);
    }
}
