package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import io.promptyard.model.RequestId;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Which calls wait for their next attempt, by due time; made anew from the pending store after a restart. */
final class RetrySchedule {
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

    private final Shares shares;

    private record Due(Instant at, RequestId id, String tenant) {}

    /** @param capacity what {@link #room} is of; what is to be tried again is never refused */
    RetrySchedule(int capacity) {
        this.shares = new Shares(capacity);
    }

    void add(Instant at, Dispatch dispatch) {
        String tenant = dispatch.request().tenant();
        due.add(new Due(at, dispatch.id(), tenant));
        shares.take(tenant);
    }

    /** Takes one that is due; null when none is. */
    @Nullable
    RequestId poll(Instant now) {
        Due next = due.peek();
        if (next == null || next.at().isAfter(now)) {
            return null;
        }
        due.remove();
        shares.giveBack(next.tenant());
        return next.id();
    }

    /** Whether this tenant's calls may be let in, or too many of them failed and wait. */
    boolean room(String tenant) {
        return shares.room(tenant) > 0;
    }

    int size() {
        return due.size();
    }
}
