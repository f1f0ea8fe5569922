package io.promptyard.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How good an answer was; {@code score} from 0 to 1. */
public record Feedback(
        RequestId id,
        Instant at,
        Source source,
        @Nullable Double score,
        @Nullable String rating,
        @Nullable String comment,
        @Nullable Target target,
        @Nullable Task task,
        String extra) {
    /** Who says so. */
    public enum Source {
        UNKNOWN,
        USER,
        JUDGE,
        RULE,
        IMPORT
    }
}
