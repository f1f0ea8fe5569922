package io.promptyard.standalone.demo;

import org.jspecify.annotations.Nullable;

/**
 * What a sender saw of one prompt's end. {@code problem} says why there is none, then {@code id} may be null too.
 * {@code target} is null on a refusal without one. {@code text} is the answer's, or empty. Latencies in milliseconds.
 */
record Delivered(
        DemoPlan.Planned planned,
        @Nullable String id,
        boolean refused,
        int httpStatus,
        @Nullable String target,
        String text,
        long latencyMillis,
        @Nullable Long firstTokenMillis,
        @Nullable String problem) {

    static Delivered failed(DemoPlan.Planned planned, @Nullable String id, String problem) {
        return new Delivered(planned, id, false, 0, null, "", 0, null, problem);
    }
}
