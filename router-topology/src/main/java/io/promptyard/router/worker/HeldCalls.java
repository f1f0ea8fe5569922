package io.promptyard.router.worker;

import io.promptyard.model.PendingCall;
import io.promptyard.model.RequestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls that are noted in a transaction which is not committed yet, in the order of their notes. Each is let go by the
 * thread that noted it, because a transaction is a thread's. Thread-safe.
 */
final class HeldCalls {
    private final Map<RequestId, Held> held = new LinkedHashMap<>();

    /** A call, and the partition that its dispatch came from. */
    record Held(PendingCall call, int partition, Thread notedBy) {}

    synchronized void hold(PendingCall call, int partition) {
        held.put(call.dispatch().id(), new Held(call, partition, Thread.currentThread()));
    }

    /** Forgets the prompt's call: nobody needs it any more. */
    synchronized void drop(RequestId id) {
        held.remove(id);
    }

    /** Forgets a task's calls: their notes were not committed, or somebody else has them. */
    synchronized void dropAll(int partition) {
        held.values().removeIf(each -> each.partition() == partition);
    }

    /** Hands over what the calling thread noted: to be asked for when it has committed. */
    synchronized List<Held> release() {
        List<Held> released = new ArrayList<>();
        held.values().removeIf(each -> each.notedBy() == Thread.currentThread() && released.add(each));
        return released;
    }

    synchronized int size() {
        return held.size();
    }
}
