package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.policy.LiveState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate may know of the running system at each recorded decision: what that decision knew, and where it did not look, what
 * an earlier one had known lately. Turns of shares that the log did not count are counted here. Not thread-safe.
 */
final class Known {
    /** As long as a router itself remembers. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Map<Target, Seen> targets = new HashMap<>();
    private final Map<Task, Long> outputs = new EnumMap<>(Task.class);
    private final Map<String, Long> turns = new HashMap<>();
    private long count;

    /** What the latest decision that looked at a target, by its number, saw of it, and the last that anyone saw. */
    private static final class Seen {
        private long looked;
        private @Nullable TargetState found;
        private @Nullable TargetState state;
        private Instant at = Instant.MIN;
    }

    /** As it was for one decision, which is then remembered; holds until the next is asked for. */
    LiveState at(RoutingDecision decision) {
        count++;
        for (Candidate candidate : decision.candidates()) {
            Seen seen = targets.get(candidate.target());
            if (seen == null) {
                seen = new Seen();
                targets.put(candidate.target(), seen);
            }
            seen.looked = count;
            seen.found = candidate.targetState();
            if (candidate.targetState() != null) {
                seen.state = candidate.targetState();
                seen.at = decision.at();
            }
        }
        if (decision.predictedOutputTokens() != null) {
            outputs.put(decision.classification().task(), decision.predictedOutputTokens());
        }
        return new Moment(decision, count);
    }

    private final class Moment implements LiveState {
        private final RoutingDecision decision;
        private final long number;
        private @Nullable Long taken;

        Moment(RoutingDecision decision, long number) {
            this.decision = decision;
            this.number = number;
        }

        @Override
        public @Nullable TargetState of(Target target) {
            Seen seen = targets.get(target);
            if (seen == null) {
                return null;
            }
            return seen.looked == number
                    ? seen.found
                    : seen.at.isBefore(decision.at().minus(LATELY)) ? null : seen.state;
        }

        @Override
        public @Nullable Long outputTokens(Task task) {
            return task == decision.classification().task() ? decision.predictedOutputTokens() : outputs.get(task);
        }

        @Override
        public Long turn(String route) {
            if (decision.turn() != null && route.equals(decision.route())) {
                return decision.turn();
            }
            if (taken == null) {
                taken = turns.merge(route, 1L, Long::sum) - 1;
            }
            return taken;
        }
    }
}
