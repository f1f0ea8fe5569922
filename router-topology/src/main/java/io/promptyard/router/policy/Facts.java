package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Arms.Arm;
import io.promptyard.router.policy.RouteTable.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decision takes from the running system beside the states of targets, as its record names it; null when nothing is known. */
record Facts(Turn turn, @Nullable Long outputTokens) {

    /**
     * A turn is to be had only where shares are counted, and once for a prompt: its fallbacks would spoil the shares, and so would prompts
     * that do not stay with the route. Who names a model, or is refused, is given none: it is taken when a share is.
     */
    static Facts of(ClassifiedPrompt prompt, Optional<Plan> plan, LiveState live, @Nullable Arm arm) {
        boolean counted = prompt.attempts().isEmpty()
                && (arm == null || !arm.leaves())
                && plan.isPresent()
                && plan.get().route().strategy() instanceof Strategy.Split;
        return new Facts(
                counted ? new Turn(() -> live.turn(plan.get().route().name())) : Turn.none(),
                live.outputTokens(prompt.classification().task()));
    }
}
