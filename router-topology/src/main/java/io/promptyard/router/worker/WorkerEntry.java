package io.promptyard.router.worker;

import io.promptyard.model.PendingCall;
import io.promptyard.model.SettledMark;

/** What the pending store holds under a request id. */
sealed interface WorkerEntry {

    /** A dispatch that has not ended. */
    record Pending(PendingCall call) implements WorkerEntry {}

    /**
     * One that has, by the outcome at {@code outcomeOffset}: kept so that a dispatch read again is not called again, and
     * so that this very outcome, read again after a crash, ends the prompt again.
     */
    record Settled(SettledMark mark, long outcomeOffset) implements WorkerEntry {}
}
