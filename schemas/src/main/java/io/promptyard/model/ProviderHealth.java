package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target is fit to be called, as the process {@code instance} sees it; {@code model} null means the provider as a whole, which alone has
 * {@code keys} and {@code headroom}. Latencies in milliseconds.
 */
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
        @Nullable Long firstTokenP50Millis,
        String instance,
        @Nullable Double headroom,
        List<KeyHealth> keys) {
    public ProviderHealth {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(instance, "instance");
        keys = List.copyOf(keys);
    }

    /** The same in this state for longer. */
    public ProviderHealth since(Instant begin) {
        return new ProviderHealth(
                provider,
                model,
                state,
                begin,
                until,
                kind,
                calls,
                failures,
                latencyP50Millis,
                firstTokenP50Millis,
                instance,
                headroom,
                keys);
    }

    /** Its key on the topic: the target, or the provider. */
    public String key() {
        return model == null ? provider.value() : provider.value() + "/" + model.value();
    }

    /** State of the circuit. */
    public enum State {
        UNKNOWN,
        HEALTHY,
        COOLING,
        OPEN,
        HALF_OPEN
    }
}
