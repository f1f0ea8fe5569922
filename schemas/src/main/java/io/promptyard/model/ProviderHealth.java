package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target is fit to be called, as the process {@code instance} sees it; {@code model} null means the provider as a whole, which alone has
 * {@code keys} and {@code headroom}. {@code latency} is of whole calls that gave an answer lately, {@code firstToken} of those that were streamed.
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
        @Nullable Percentiles latency,
        @Nullable Percentiles firstToken,
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
                latency,
                firstToken,
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
