package io.promptyard.router.policy;

import io.promptyard.model.Target;
import java.time.Instant;

/**
 * When targets take calls. Whoever knows of a reason why one does not (a rate limit, an open circuit) says it here; a prompt
 * goes to a target only when all agree that it may. Thread-safe.
 */
@FunctionalInterface
public interface Availability {
    /** All of them, always. */
    Availability ALWAYS = (target, now) -> now;

    /** When the target is expected to take a call: {@code now}, or later. Must not throw. */
    Instant availableAt(Target target, Instant now);
}
