package io.promptyard.router.policy;

import io.promptyard.model.Constraints;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Assessed.Removal;
import java.util.List;
import java.util.Optional;

/**
 * What the constraints of routes leave of their targets, by the gate that their prompts will pass: for a prompt that asks nothing itself, so that what
 * is not left here is left for no prompt. Immutable.
 */
public final class RouteReach {
    private final Offers offers;

    public RouteReach(RouterConfig config) {
        offers = new Offers(config);
    }

    /** Whether any of the targets is left that the route itself picks among. */
    public boolean leavesTargets(RouteConfig route) {
        return leaves(route.constraints(), route.strategy(), route.among());
    }

    /**
     * Whether any is left of what a strategy picks among. True also where one of them cannot be called at all, and may be meant for another
     * that can: that is another mistake.
     */
    public boolean leaves(RouteConstraints constraints, Strategy strategy, List<Target> among) {
        return leavesAny(constraints, RouteTable.pool(strategy, among, offers));
    }

    /** The same of targets that are asked in order. */
    public boolean leaves(RouteConstraints constraints, List<Target> targets) {
        return leavesAny(constraints, offers.of(targets));
    }

    private static boolean leavesAny(RouteConstraints constraints, List<Offer> pool) {
        return pool.isEmpty()
                || pool.stream()
                        .anyMatch(offer ->
                                !isCallable(offer) || ConstraintGate.mayReceive(offer, Constraints.NONE, constraints));
    }

    /** Why no prompt under the constraints ever goes to the target, in the words of decisions; empty where one may, and where the target cannot be called at all. */
    public Optional<String> bars(RouteConstraints constraints, Target target) {
        return Optional.of(offers.of(target))
                .filter(RouteReach::isCallable)
                .flatMap(offer -> ConstraintGate.bars(offer, Constraints.NONE, constraints))
                .map(Removal::detail);
    }

    private static boolean isCallable(Offer offer) {
        return offer.provider() != null && offer.spec() != null;
    }
}
