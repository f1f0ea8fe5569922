package io.promptyard.router.policy;

import io.promptyard.model.ProviderHealth;
import io.promptyard.model.TargetState;
import io.promptyard.router.policy.Assessed.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves out targets that are permitted but not fit to be called just now. Pure. */
final class Fitness {
    private Fitness() {}

    /** The same targets in the same order; those that are not fit are removed. */
    static List<Assessed> of(List<Assessed> assessed, Instant now) {
        if (assessed.stream().noneMatch(each -> isLeftOut(each, now))) {
            return assessed;
        }
        List<Assessed> fit = new ArrayList<>(assessed.size());
        for (Assessed each : assessed) {
            fit.add(isLeftOut(each, now) ? each.removed(removal(each.state())) : each);
        }
        return fit;
    }

    /** Whether any was removed here. */
    static boolean leftOut(List<Assessed> assessed) {
        return assessed.stream()
                .map(Assessed::removal)
                .anyMatch(
                        why -> why != null && (why.reason() == Reason.CIRCUIT_OPEN || why.reason() == Reason.COOLING));
    }

    private static boolean isLeftOut(Assessed each, Instant now) {
        return each.permitted() && each.state() != null && each.state().isUnfit(now);
    }

    private static Removal removal(@Nullable TargetState state) {
        boolean open = state != null && state.health() == ProviderHealth.State.OPEN;
        return new Removal(
                open ? Reason.CIRCUIT_OPEN : Reason.COOLING, state == null ? "" : "until " + state.notBefore());
    }
}
