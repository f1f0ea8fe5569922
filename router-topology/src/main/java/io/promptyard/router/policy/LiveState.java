package io.promptyard.router.policy;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one decision may know of the running system. Immutable: asked the same twice, it answers the same. Whatever a
 * decision used of it stands in its record, from which {@link #recorded} makes it again.
 */
public interface LiveState {

    /** Null when nothing was seen of the target lately. */
    @Nullable
    TargetState of(Target target);

    /** Tokens that an answer of the task has been having; null when too few were seen, and the stated prior holds. */
    @Nullable
    Long outputTokens(Task task);

    /** How many prompts the route had before this one; null where nobody counts. */
    @Nullable
    Long turn(String route);

    /** Nothing is known. */
    LiveState NONE = new LiveState() {
        @Override
        public @Nullable TargetState of(Target target) {
            return null;
        }

        @Override
        public @Nullable Long outputTokens(Task task) {
            return null;
        }

        @Override
        public @Nullable Long turn(String route) {
            return null;
        }
    };

    /** What a decision knew, from its record. */
    static LiveState recorded(RoutingDecision decision) {
        Map<Target, TargetState> states = new HashMap<>();
        for (Candidate candidate : decision.candidates()) {
            if (candidate.targetState() != null) {
                states.put(candidate.target(), candidate.targetState());
            }
        }
        ShadowChoice shadow = decision.shadow();
        if (shadow != null) {
            shadow.candidates().stream()
                    .filter(each -> each.targetState() != null)
                    .forEach(each -> states.putIfAbsent(each.target(), each.targetState()));
        }
        return new LiveState() {
            @Override
            public @Nullable TargetState of(Target target) {
                return states.get(target);
            }

            @Override
            public @Nullable Long outputTokens(Task task) {
                return task == decision.classification().task() ? decision.predictedOutputTokens() : null;
            }

            @Override
            public @Nullable Long turn(String route) {
                return decision.turn();
            }
        };
    }
}
