package io.promptyard.router.policy;

import io.promptyard.model.Constraints;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import java.util.List;

/** Whether routes can serve anything at all, by the gate that their prompts will pass. Immutable. */
public final class RouteReach {
    private final Offers offers;

    public RouteReach(RouterConfig config) {
        offers = new Offers(config);
    }

    /**
     * Whether the route's own constraints leave any of the targets that it picks among, for a prompt that asks nothing itself. True also where
     * it has none of a configured provider: that is another mistake.
     */
    public boolean leavesTargets(RouteConfig route) {
        List<Offer> pool = RouteTable.pool(route.strategy(), route.among(), offers).stream()
                .filter(offer -> offer.provider() != null)
                .toList();
        return pool.isEmpty()
                || pool.stream()
                        .anyMatch(offer -> ConstraintGate.mayReceive(offer, Constraints.NONE, route.constraints()));
    }
}
