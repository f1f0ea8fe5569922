package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Decides where a prompt goes, at first and on every fallback. Pure: the same prompt, attempts and time, and where one knows of
 * the running system the same state of it, give the same decision. Thread-safe. Must not throw for any prompt that could be read.
 */
public interface RoutingPolicy {
    RouteDecision decide(ClassifiedPrompt prompt, Instant now);

    /** Hears that a decision is acted upon. */
    void acted(RouteDecision decision, Instant now);

    /** Hears that one is not: the same prompt is decided again later. */
    void withdrawn(RouteDecision decision);

    /** Whichever is the newest at each call. */
    static RoutingPolicy following(Supplier<? extends RoutingPolicy> newest) {
        return new RoutingPolicy() {
            @Override
            public RouteDecision decide(ClassifiedPrompt prompt, Instant now) {
                return newest.get().decide(prompt, now);
            }

            @Override
            public void acted(RouteDecision decision, Instant now) {
                newest.get().acted(decision, now);
            }

            @Override
            public void withdrawn(RouteDecision decision) {
                newest.get().withdrawn(decision);
            }
        };
    }
}
