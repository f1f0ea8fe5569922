package io.promptyard.router.policy;

import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Assessed.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Targets that one strategy picks among; {@code verified} null means that any task will do. */
record Stage(
        List<Offer> offers, Strategy strategy, @Nullable Set<Task> verified) {

    /** One target, taken or left. */
    static Stage exactly(Offer offer) {
        return new Stage(List.of(offer), new Strategy.Priority(List.of(offer.target())), null);
    }

    /** The same model at several providers. */
    static Stage anyOf(List<Offer> offers) {
        return new Stage(offers, new Strategy.CheapestCapable(), null);
    }

    /** Every target held against the prompt, in order. */
    List<Assessed> assess(Demand demand, FallbackRules rules, LiveState live) {
        List<Assessed> assessed = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            assessed.add(assess(offer, demand, rules, live.of(offer.target())));
        }
        return assessed;
    }

    private Assessed assess(Offer offer, Demand demand, FallbackRules rules, @Nullable TargetState state) {
        Removal removal = rules.check(offer);
        if (removal == null
                && verified != null
                && !verified.contains(demand.classification().task())) {
            removal = new Removal(
                    Reason.UNVERIFIED,
                    "not verified on " + demand.classification().task().label());
        }
        return removal == null ? ConstraintGate.assess(offer, demand, state) : Assessed.removed(offer, removal, state);
    }
}
