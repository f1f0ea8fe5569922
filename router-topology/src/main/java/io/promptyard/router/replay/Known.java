package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.policy.LiveState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
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
    /** Those that the latest decisions named, in their order: the next one mostly names the same. */
    private final List<Seen> row = new ArrayList<>();

    private final Map<Task, Long> outputs = new EnumMap<>(Task.class);
    private final Map<String, Long> turns = new HashMap<>();
    private long count;

    /** What the latest decision that looked at a target, by its number, saw of it, and the last that anyone saw. */
    private static final class Seen {
        private final Target target;
        private long looked;
        private @Nullable TargetState found;
        private @Nullable TargetState state;
        private Instant at = Instant.MIN;

        Seen(Target target) {
            this.target = target;
        }
    }

    /** As it was for one decision, which is then remembered; holds until the next is asked for. */
    LiveState at(RoutingDecision decision) {
        count++;
        int place = 0;
        for (Candidate candidate : decision.candidates()) {
            Seen seen = seen(candidate.target(), place++);
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

    private Seen seen(Target target, int place) {
        if (place < row.size() && row.get(place).target.equals(target)) {
            return row.get(place);
        }
        Seen seen = targets.get(target);
        if (seen == null) {
            seen = new Seen(target);
            targets.put(target, seen);
        }
        if (place == row.size()) {
            row.add(seen);
        } else {
            row.set(place, seen);
        }
        return seen;
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
