package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a provider's key is fit to be used. {@code name} is what it is called or its position, never any of its text. */
public record KeyHealth(
        String name,
        ProviderHealth.State state,
        @Nullable Instant until,
        @Nullable FailureKind kind,
        @Nullable Double headroom) {
    public KeyHealth {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
    }
}
