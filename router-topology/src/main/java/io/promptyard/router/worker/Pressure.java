package io.promptyard.router.worker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much a task has before it, as meters see it. {@code parked} dispatches are still in the topic; {@code oldest} is
 * when the one that has waited longest for a call was made, null when none waits; {@code crowded} says whether some
 * tenant has more than its share of the look-ahead.
 */
record Pressure(
        int queued,
        int calling,
        int waiting,
        long parked,
        boolean crowded,
        @Nullable Instant oldest) {
    static final Pressure NONE = new Pressure(0, 0, 0, 0, false, null);
}
