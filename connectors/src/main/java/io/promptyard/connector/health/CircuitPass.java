package io.promptyard.connector.health;

import io.promptyard.model.outcome.ProviderOutcome;
import java.time.Instant;

/** What a circuit says to a call. */
public sealed interface CircuitPass {
    /** Where no circuit is kept. */
    Granted FREE = new Granted((result, now) -> {});

    /** It may be made, and its end is to be told, once. */
    record Granted(End end) implements CircuitPass {}

    /** It must not be made; {@code until} is when the next try is worth while. */
    record Refused(Instant until) implements CircuitPass {}

    /** Told how a call ended. */
    @FunctionalInterface
    interface End {
        void ended(ProviderOutcome.Result result, Instant now);
    }
}
