package io.promptyard.router.replay;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import java.util.Objects;

/** A prompt as it came, one decision on it, and all that came of it. */
public record RecordedCase(PromptRequest request, RoutingDecision decision, RecordedOutcome outcome) {
    public RecordedCase {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** The prompt was not acted upon yet: all it may go to was cooling. */
    public boolean waits() {
        return decision.target() == null && decision.refusal() == null;
    }

    /** Decided when the prompt came, and not after a failed call. */
    public boolean isFirst() {
        return decision.attempt() == 1;
    }
}
