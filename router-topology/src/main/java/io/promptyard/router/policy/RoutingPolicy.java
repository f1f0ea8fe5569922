package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import java.time.Instant;

/**
 * Decides where a prompt goes, at first and on every fallback. Pure: the same prompt, attempts and time, and where one knows of
 * the running system the same state of it, give the same decision. Thread-safe. Must not throw for any prompt that could be read.
 */
@FunctionalInterface
public interface RoutingPolicy {
    RouteDecision decide(ClassifiedPrompt prompt, Instant now);

    /** Hears that a decision is acted upon. */
    default void acted(RouteDecision decision, Instant now) {}

    /** Hears that one is not: the same prompt is decided again later. */
    default void withdrawn(RouteDecision decision) {}
}
