package io.promptyard.router.worker;

import io.promptyard.model.PendingCall;
import io.promptyard.model.SettledMark;
import java.time.Instant;

/** What the pending store holds: under request ids, and under tenants. */
sealed interface WorkerEntry {

    /** A dispatch that has not ended. */
    record Pending(PendingCall call) implements WorkerEntry {}

    /**
     * One that has, by the outcome at {@code outcomeOffset}: kept so that a dispatch read again is not called again, and
     * so that this very outcome, read again after a crash, ends the prompt again.
     */
    record Settled(SettledMark mark, long outcomeOffset) implements WorkerEntry {}

    /**
     * A tenant's dispatches that were read past and are still in their topic: {@code count} of them at offsets
     * {@code from} to {@code to}, the first dispatched at {@code since}.
     */
    record Parked(long from, long to, long count, Instant since) implements WorkerEntry {}
}
