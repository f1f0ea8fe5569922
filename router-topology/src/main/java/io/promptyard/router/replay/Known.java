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

    private record Seen(TargetState state, Instant at) {}

    /** As it was for one decision, which is then remembered. */
    LiveState at(RoutingDecision decision) {
        Map<Target, Candidate> looked = new HashMap<>();
        for (Candidate candidate : decision.candidates()) {
            looked.put(candidate.target(), candidate);
            if (candidate.targetState() != null) {
                targets.put(candidate.target(), new Seen(candidate.targetState(), decision.at()));
            }
        }
        if (decision.predictedOutputTokens() != null) {
            outputs.put(decision.classification().task(), decision.predictedOutputTokens());
        }
        return new Moment(decision, looked);
    }

    /** Null when nothing was seen of the target lately. */
    private @Nullable TargetState lately(Target target, Instant now) {
        Seen seen = targets.get(target);
        return seen == null || seen.at().isBefore(now.minus(LATELY)) ? null : seen.state();
    }

    private final class Moment implements LiveState {
        private final RoutingDecision decision;
        private final Map<Target, Candidate> looked;
        private @Nullable Long taken;

        Moment(RoutingDecision decision, Map<Target, Candidate> looked) {
            this.decision = decision;
            this.looked = looked;
        }

        @Override
        public @Nullable TargetState of(Target target) {
            Candidate known = looked.get(target);
            return known != null ? known.targetState() : lately(target, decision.at());
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
