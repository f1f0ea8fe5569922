package io.promptyard.router.replay;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import java.util.Map;
import java.util.Objects;

/**
 * A prompt, what was decided on it and what the candidate decides instead, each to its end; how long answers take.
 *
 * @param chances probability with which the candidate gives it to each target: all to that of {@code now} where chance has no part in it, none
 *     where it is refused
 */
record Redecided(
        PromptRequest request,
        RoutingDecision was,
        RoutingDecision now,
        Map<Target, Double> chances,
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

    /**
     * Whether the recorded policy would have drawn as the candidate does: chance had a part in the decision, and all of its record comes out
     * again, chance and its grounds included. Then both are the same distribution, whichever draw the log holds.
     */
    boolean isDrawnAlike() {
        return (was.propensity() < 1 || was.arm() != null)
                && was.propensity() == now.propensity()
                && DecisionCheck.differing(was, now).isEmpty();
    }

    boolean changes() {
        return moves() || refusedBefore() != refusedNow();
    }
}
