package io.promptyard.router.live;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.Availability;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RoutingPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pure policy, told what is known at the moment of each decision. Counts the turns of routes itself, from 0 at each start: shares
 * are exact in every process by itself, and so together as long as each of them decides whole rounds. A turn of a decision that is not
 * acted upon, or that is a refusal, is given back. Thread-safe.
 */
public final class LivePolicy implements RoutingPolicy {
    private final CostAwarePolicy policy;
    private final Supplier<Snapshot> latest;
    private final Supplier<@Nullable Releases> releases;
    private final Availability beside;
    private final Map<String, AtomicLong> turns = new ConcurrentHashMap<>();

    /** One that lets go as many at once as come. */
    public LivePolicy(CostAwarePolicy policy, Supplier<Snapshot> latest) {
        this(policy, latest, () -> null, Availability.ALWAYS);
    }

    /** @param beside what else keeps targets from taking calls */
    public LivePolicy(
            CostAwarePolicy policy, Supplier<Snapshot> latest, @Nullable Releases releases, Availability beside) {
        this(policy, latest, () -> releases, beside);
    }

    private LivePolicy(
            CostAwarePolicy policy,
            Supplier<Snapshot> latest,
            Supplier<@Nullable Releases> releases,
            Availability beside) {
        this.policy = policy;
        this.latest = latest;
        this.releases = releases;
        this.beside = beside;
    }

    /**
     * As the configuration says; what is seen is all that keeps targets from taking calls.
     *
     * @param releases those of the moment, of all lanes of the process: a provider's limits hold for all together
     */
    public static LivePolicy of(RouterConfig config, Supplier<Snapshot> latest, Supplier<Releases> releases) {
        return new LivePolicy(CostAwarePolicy.of(config), latest, releases::get, Availability.ALWAYS);
    }

    @Override
    public RouteDecision decide(ClassifiedPrompt prompt, Instant now) {
        RouteDecision decision = policy.decide(prompt, now, new Moment(latest.get(), releases.get(), now));
        if (decision instanceof RouteDecision.Unroutable) {
            giveBack(decision);
        }
        return decision;
    }

    @Override
    public void acted(RouteDecision decision, Instant now) {
        switch (decision) {
            case RouteDecision.Routed routed -> {
                Releases counted = releases.get();
                if (counted != null) {
                    counted.released(routed, now);
                }
            }
            case RouteDecision.Waiting waiting -> withdrawn(waiting);
            case RouteDecision.Unroutable refused -> {}
        }
    }

    /** A refusal has given its turn back already. */
    @Override
    public void withdrawn(RouteDecision decision) {
        if (!(decision instanceof RouteDecision.Unroutable)) {
            giveBack(decision);
        }
    }

    /** Exact where nobody else took a turn meanwhile. */
    private void giveBack(RouteDecision decision) {
        Long turn = decision.record().turn();
        AtomicLong next = turns.get(decision.record().route());
        if (turn != null && next != null) {
            next.compareAndSet(turn + 1, turn);
        }
    }

    /** One decision's view; takes a turn when first asked for it. */
    private final class Moment implements LiveState {
        private final Snapshot snapshot;
        private final Map<Target, Integer> waiting;
        private final Instant now;
        private @Nullable Long taken;

        Moment(Snapshot snapshot, @Nullable Releases counted, Instant now) {
            this.snapshot = snapshot;
            this.waiting = counted == null ? Map.of() : counted.waiting();
            this.now = now;
        }

        @Override
        public @Nullable TargetState of(Target target) {
            TargetState state = withWaiting(target);
            Instant at = availableAt(target).truncatedTo(ChronoUnit.MILLIS); // as exact as the record will say it
            if (state != null && state.notBefore() != null && state.notBefore().isAfter(at)) {
                return state;
            }
            return at.isAfter(now) ? (state == null ? TargetState.UNSEEN : state).notBefore(at) : state;
        }

        /** What waits behind {@code max-concurrency} is ahead of the next prompt as what is being answered is. */
        private @Nullable TargetState withWaiting(Target target) {
            TargetState seen = snapshot.targets().get(target);
            Integer more = waiting.get(target);
            return more == null ? seen : (seen == null ? TargetState.UNSEEN : seen).andOpen(more);
        }

        private Instant availableAt(Target target) {
            Instant seen = snapshot.availableAt(target, now);
            Instant other = beside.availableAt(target, now);
            Instant at = seen.isAfter(other) ? seen : other;
            Releases counted = releases.get();
            if (counted == null) {
                return at;
            }
            Instant own = counted.availableAt(target, snapshot.coolings().get(target), now);
            return own.isAfter(at) ? own : at;
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
