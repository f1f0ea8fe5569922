package io.promptyard.router.worker;

import io.promptyard.model.RequestId;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Which calls wait for their next attempt, by due time; made anew from the pending store after a restart. */
final class RetrySchedule {
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

    private record Due(Instant at, RequestId id) {}

    void add(Instant at, RequestId id) {
        due.add(new Due(at, id));
    }

    /** Takes one that is due; null when none is. */
    @Nullable
    RequestId poll(Instant now) {
        Due next = due.peek();
        return next == null || next.at().isAfter(now) ? null : due.remove().id();
    }
}
