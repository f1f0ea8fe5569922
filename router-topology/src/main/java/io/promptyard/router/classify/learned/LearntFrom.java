package io.promptyard.router.classify.learned;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What prompts a model was learnt from, for who holds later ones against them.
 *
 * @param prompts how many
 * @param described how many of them {@code shares} are of
 * @param from when the first of them was asked, where they are of a log; null where they are of files and nobody knows
 * @param to when the last of them was; null with {@code from}
 * @param shares of them by the names of {@link PromptMix}, as classifiers say them
 */
public record LearntFrom(
        long prompts,
        long described,
        @Nullable Instant from,
        @Nullable Instant to,
        Map<String, Double> shares) {
    /** As many labels as learning from the log waits for by default. */
    private static final int LEAST = 50;

    public LearntFrom {
        shares = Map.copyOf(shares);
        if (prompts < 0 || described < 0) {
            throw new IllegalArgumentException(
                    "prompts, described: must not be negative (got " + prompts + " and " + described + ")");
        }
        if ((from == null) != (to == null)) {
            throw new IllegalArgumentException("from, to: both or neither (got " + from + " and " + to + ")");
        }
    }

    /** Whether they are enough to speak of shares: those of a few come by chance. */
    public boolean isDescribed() {
        return described >= LEAST;
    }

    /** Whether they are of a log: then the traffic after it is to be like them. */
    public boolean ofLog() {
        return from != null;
    }

    /** Whether it was learnt from prompts of that time: what it predicts of these it has been told. */
    public boolean covers(Instant asked) {
        return from != null && !asked.isBefore(from) && !asked.isAfter(Objects.requireNonNull(to, "to"));
    }

    /** Such as {@code 312 prompts asked from 2026-05-01T10:00:00Z to 2026-05-03T09:59:00Z}. */
    public String words() {
        String count = prompts == 1 ? "1 prompt" : prompts + " prompts";
        return from == null ? count + " of files" : count + " asked from " + from + " to " + to;
    }
}
