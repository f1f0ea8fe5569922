package io.promptyard.router.live;

import io.promptyard.connector.RateLimits;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.RouteDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this process has let go itself: attempts tell of it only later. It counts against the provider's limits at once, and a target
 * that was cooling gets one prompt first, then twice as many every quarter of a second, so that a crowd that waited does not put it back to
 * where it was. Thread-safe.
 */
public final class Releases {
    /** So long is a target met with care: after it 2^20 prompts were let through. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    static final Duration STEP = Duration.ofMillis(250);

    /** Budgets may refuse it, or let it wait, and nobody tells: so long is it taken to wait for a worker. */
    static final Duration RESERVED = Duration.ofSeconds(10);

    private final Backlog backlog;
    private final Map<ProviderId, MinuteWindow> windows = new HashMap<>();
    private final Map<Target, Recovery> recoveries = new HashMap<>();

    private static final class Recovery {
        private final Instant since;
        private long released;

        Recovery(Instant since) {
            this.since = since;
        }

        /** When the next may go: 1, 3, 7, ... in all after 0, 1, 2, ... steps. */
        Instant next() {
            int steps = Long.SIZE - Long.numberOfLeadingZeros(released + 1) - 1;
            return since.plus(STEP.multipliedBy(steps));
        }
    }

    /** With a backlog of its own. */
    public Releases(RouterConfig config) {
        this(config, new Backlog());
    }

    /** @param backlog is told of each call; outlives the configuration */
    public Releases(RouterConfig config, Backlog backlog) {
        this.backlog = backlog;
        config.providers().forEach((id, provider) -> {
            if (!provider.limits().equals(RateLimits.NONE)) {
                windows.put(id, new MinuteWindow(provider.limits()));
            }
        });
    }

    /** @param cooledAt when its last cooling ends, or has ended lately; null for none */
    Instant availableAt(Target target, @Nullable Instant cooledAt, Instant now) {
        boolean recovers = cooledAt != null && cooledAt.plus(RECOVERY).isAfter(now);
        MinuteWindow window = windows.get(target.provider());
        return recovers || window != null ? availableAt(target, recovers ? cooledAt : null, window, now) : now;
    }

    private synchronized Instant availableAt(
            Target target, @Nullable Instant cooledAt, @Nullable MinuteWindow window, Instant now) {
        Instant at = window == null ? now : window.availableAt(now);
        if (cooledAt == null) {
            recoveries.remove(target);
            return at;
        }
        Instant next =
                cooledAt.isAfter(now) ? cooledAt : recovery(target, cooledAt).next();
        return next.isAfter(at) ? next : at;
    }

    private Recovery recovery(Target target, Instant cooledAt) {
        Recovery known = recoveries.get(target);
        if (known == null || !known.since.equals(cooledAt)) {
            known = new Recovery(cooledAt);
            recoveries.put(target, known);
        }
        return known;
    }

    /** How many calls wait for a worker, by target; a picture that does not change. */
    Map<Target, Integer> waiting() {
        return backlog.waiting();
    }

    void released(RouteDecision.Routed routed, Instant now) {
        Dispatch dispatch = routed.dispatch();
        Instant late = now.plus(RESERVED);
        boolean soon = !routed.options().isEmpty() && late.isBefore(dispatch.deadline());
        backlog.released(dispatch.id(), dispatch.target(), soon ? late : dispatch.deadline());
        released(dispatch, routed.record().predictedOutputTokens(), now);
    }

    /** @param outputTokens what its answer is expected to have; null when nobody can say */
    synchronized void released(Dispatch dispatch, @Nullable Long outputTokens, Instant now) {
        Recovery recovery = recoveries.get(dispatch.target());
        if (recovery != null) {
            recovery.released++;
        }
        MinuteWindow window = windows.get(dispatch.target().provider());
        if (window != null) {
            int prompt = dispatch.prompt().classification().promptTokens();
            window.request(now);
            window.tokens(prompt + (outputTokens == null ? 0 : outputTokens), now);
        }
    }
}
