package io.promptyard.router.live;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RoutingPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pure policy, told what is known at the moment of each decision. Counts the turns of routes itself, from 0 at each start: shares
 * are exact in every process by itself, and so together as long as each of them decides whole rounds. Thread-safe.
 */
public final class LivePolicy implements RoutingPolicy {
    private final CostAwarePolicy policy;
    private final Supplier<Snapshot> latest;
    private final Map<String, AtomicLong> turns = new ConcurrentHashMap<>();

    public LivePolicy(CostAwarePolicy policy, Supplier<Snapshot> latest) {
        this.policy = policy;
        this.latest = latest;
    }

    @Override
    public RouteDecision decide(ClassifiedPrompt prompt, Instant now) {
        return policy.decide(prompt, now, new Moment(latest.get()));
    }

    /** One decision's view; takes a turn when first asked for it. */
    private final class Moment implements LiveState {
        private final Snapshot snapshot;
        private @Nullable Long taken;

        Moment(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public @Nullable TargetState of(Target target) {
            return snapshot.targets().get(target);
        }

        @Override
        public @Nullable Long outputTokens(Task task) {
            return snapshot.outputs().get(task);
        }

        @Override
        public Long turn(String route) {
            if (taken == null) {
                taken = turns.computeIfAbsent(route, name -> new AtomicLong()).getAndIncrement();
            }
            return taken;
        }
    }
}
