package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import java.time.Instant;

/**
 * Decides where a prompt goes, at first and on every fallback. Pure: the same prompt, attempts and time give the same
 * decision. Thread-safe. Must not throw for any prompt that could be read.
 */
@FunctionalInterface
public interface RoutingPolicy {
    RouteDecision decide(ClassifiedPrompt prompt, Instant now);
}
