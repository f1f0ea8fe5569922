package io.promptyard.router.replay.report;

import java.util.Objects;

/**
 * A mean over prompts, with its confidence interval.
 *
 * @param confidence of the interval from {@code low} to {@code high}, between 0 and 1
 * @param observed prompts whose part in it is an outcome that the log has
 * @param predicted prompts whose part in it is a model's prediction alone
 * @param method by which it was made, as {@code docs} name it
 */
public record Estimate(
        double value, double low, double high, double confidence, long observed, long predicted, String method) {
    public Estimate {
        Objects.requireNonNull(method, "method");
        value = Digits.of(value);
        low = Digits.of(low);
        high = Digits.of(high);
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "value: must be within its interval (got " + low + ", " + value + ", " + high + ")");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence: must be between 0 and 1 (got " + confidence + ")");
        }
    }
}
