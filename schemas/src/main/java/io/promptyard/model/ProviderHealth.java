package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a target is fit to be called; {@code model} null means the provider as a whole. Latencies in milliseconds. */
public record ProviderHealth(
        ProviderId provider,
        @Nullable ModelId model,
        State state,
        Instant since,
        @Nullable Instant until,
        @Nullable FailureKind kind,
        long calls,
        long failures,
        @Nullable Long latencyP50Millis,
        @Nullable Long firstTokenP50Millis) {
    /** State of the circuit. */
    public enum State {
        UNKNOWN,
        HEALTHY,
        COOLING,
        OPEN,
        HALF_OPEN
    }
}
