package io.promptyard.router.hold;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Reservation;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.time.Instant;

/** A note of the store, under request id and number of attempt. */
sealed interface Held {

    /** Waits, whole. */
    record Waiting(ClassifiedPrompt prompt, Instant since) implements Held {}

    /** Has gone out as it says there; kept, as the next, for as long as that may not have reached the log. */
    record Gone(Reservation as) implements Held {}

    /** Has come to its end as it says there. */
    record Refused(ClassifiedPrompt prompt, Unroutable as) implements Held {}
}
