package io.promptyard.router.policy;

import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state of the running system as a test says. */
record FixedState(
        Map<Target, TargetState> states,
        @Nullable Long output,
        @Nullable Long turn) implements LiveState {

    static FixedState turn(long turn) {
        return new FixedState(Map.of(), null, turn);
    }

    static FixedState of(Map<Target, TargetState> states) {
        return new FixedState(states, null, null);
    }

    @Override
    public @Nullable TargetState of(Target target) {
        return states.get(target);
    }

    @Override
    public @Nullable Long outputTokens(Task task) {
        return output;
    }

    @Override
    public @Nullable Long turn(String route) {
        return turn;
    }
}
