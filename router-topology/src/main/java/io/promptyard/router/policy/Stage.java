package io.promptyard.router.policy;

import io.promptyard.model.TargetState;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Assessed.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Targets that one strategy picks among; {@code evidence} null means that none is asked for. Those that stand in are asked on fallbacks,
 * and at first only where the others are cooling.
 */
record Stage(
        List<Offer> offers, Strategy strategy, @Nullable Evidence evidence, boolean standsIn) {

    /** One target, taken or left. */
    static Stage exactly(Offer offer) {
        return new Stage(List.of(offer), new Strategy.Priority(List.of(offer.target())), null, false);
    }

    /** The same model at several providers. */
    static Stage anyOf(List<Offer> offers) {
        return new Stage(offers, new Strategy.CheapestCapable(), null, false);
    }

    /** Every target held against the prompt, in order. */
    List<Assessed> assess(Demand demand, FallbackRules rules, LiveState live, Instant now) {
        List<Assessed> assessed = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            assessed.add(assess(offer, demand, rules, live.of(offer.target()), now));
        }
        return assessed;
    }

    private Assessed assess(Offer offer, Demand demand, FallbackRules rules, @Nullable TargetState state, Instant now) {
        Removal removal = rules.check(offer);
        if (removal == null && evidence != null) {
            removal = evidence.check(offer.target(), demand.classification().task(), now);
        }
        return removal == null
                ? ConstraintGate.assess(offer, demand, state).at(now)
                : Assessed.removed(offer, removal, state);
    }
}
