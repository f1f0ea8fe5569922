package io.promptyard.router.replay;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt, what was decided on it and what the candidate decides instead, each to its end; how long answers take.
 *
 * @param anew where the candidate would send it if chance fell anew: the same as {@code now} where it has no part in it
 */
record Redecided(
        PromptRequest request,
        RoutingDecision was,
        RoutingDecision now,
        @Nullable Target anew,
        RecordedOutcome outcome,
        Pace paceWas,
        Pace paceNow) {

    boolean refusedBefore() {
        return was.target() == null;
    }

    boolean refusedNow() {
        return now.target() == null;
    }

    /** To another target or route; neither is a refusal. */
    boolean moves() {
        return !refusedBefore()
                && !refusedNow()
                && !(Objects.equals(was.target(), now.target()) && was.route().equals(now.route()));
    }

    boolean changes() {
        return moves() || refusedBefore() != refusedNow();
    }
}
