package io.promptyard.router.replay;

import io.promptyard.model.TargetState;
import org.jspecify.annotations.Nullable;

/** How long an answer took, or is expected to take; null where that is not known. */
record Pace(@Nullable Double firstTokenMillis, @Nullable Double latencyMillis) {
    static final Pace UNKNOWN = new Pace(null, null);
    private static final double MILLIS = 1_000;

    static Pace measured(@Nullable RecordedCall answer) {
        return answer == null ? UNKNOWN : new Pace(number(answer.firstTokenMillis()), number(answer.latencyMillis()));
    }

    /** As the target had been doing lately. */
    static Pace predicted(@Nullable TargetState state, long outputTokens) {
        if (state == null) {
            return UNKNOWN;
        }
        Double first = state.firstTokenMillis();
        Double rate = state.tokensPerSecond();
        boolean whole = rate != null && rate > 0;
        return new Pace(first, whole ? (first == null ? 0 : first) + MILLIS * outputTokens / rate : null);
    }

    private static @Nullable Double number(@Nullable Long millis) {
        return millis == null ? null : millis.doubleValue();
    }
}
