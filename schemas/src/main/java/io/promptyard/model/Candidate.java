package io.promptyard.model;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A target that a decision looked at. {@code reason} is a fixed word: why it was removed (region, retention, capability,
 * window, price, …) or, though eligible, not picked (below-min-quality, dearer, …); empty for the chosen. {@code detail}
 * holds the figures behind it. Cost in USD, null when not known; {@code targetState} null when nothing was
 * seen of the target lately.
 */
public record Candidate(
        Target target,
        State state,
        String reason,
        String detail,
        @Nullable Double score,
        @Nullable BigDecimal expectedCostUsd,
        @Nullable TargetState targetState) {
    /** What the decision made of it. */
    public enum State {
        UNKNOWN,
        CHOSEN,
        ELIGIBLE,
        REMOVED
    }

    public Candidate {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** One of which nothing was known but the catalogue. */
    public Candidate(
            Target target,
            State state,
            String reason,
            String detail,
            @Nullable Double score,
            @Nullable BigDecimal expectedCostUsd) {
        this(target, state, reason, detail, score, expectedCostUsd, null);
    }
}
