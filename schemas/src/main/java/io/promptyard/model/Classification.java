package io.promptyard.model;

import java.util.Map;
import java.util.Objects;

/**
 * What the classifier says of a prompt. {@code complexity} and {@code taskConfidence} from 0 to 1; {@code scores} maps
 * {@code provider/model} to the predicted probability of a good answer and is empty when nothing was predicted;
 * {@code language} is an ISO 639-1 code or {@code und}; {@code micros} is what classification took.
 */
public record Classification(
        String classifier,
        Task task,
        double taskConfidence,
        String domain,
        String language,
        int promptTokens,
        double complexity,
        Map<String, Double> scores,
        Map<String, Double> features,
        long micros) {
    public Classification {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(task, "task");
        Text.unit(taskConfidence, "taskConfidence");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(language, "language");
        if (promptTokens < 0) {
            throw new IllegalArgumentException("promptTokens: must not be negative (got " + promptTokens + ")");
        }
        Text.unit(complexity, "complexity");
        scores = Map.copyOf(scores);
        features = Map.copyOf(features);
    }
}
