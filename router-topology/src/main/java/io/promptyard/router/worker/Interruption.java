package io.promptyard.router.worker;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.config.OnRestart;

/** The failure of a call that a restart came upon and that is not to be repeated. What it cost is not known. */
final class Interruption {
    private Interruption() {}

    static Failed failure(WorkerSettings settings) {
        boolean waited = settings.onRestart() == OnRestart.ASK;
        String message = "a restart came upon the call" + (waited ? ", and no outcome of it followed in time" : "")
                + ": it may have been made, and billed, and is not repeated (on-restart: "
                + settings.onRestart().label() + ")";
        return Failed.of(
                FailureKind.INTERRUPTED,
                message,
                waited ? settings.totalTimeout().toMillis() : 0);
    }

    /** What is said of one that a budget has reserved money for once. */
    static Failed unpaid() {
        return Failed.of(
                FailureKind.NETWORK,
                "a restart came upon the call: it may have been made, and billed, and its budget pays for one",
                0);
    }

    /** What is said of a call that did not end in time, or of one that a restart left open. */
    static Failed overdue(boolean interrupted, WorkerSettings settings) {
        return interrupted
                ? failure(settings)
                : Failed.of(
                        FailureKind.TIMEOUT,
                        "call did not end within its total timeout",
                        settings.totalTimeout().toMillis());
    }
}
