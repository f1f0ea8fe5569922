package io.promptyard.gateway.admission;

import java.util.Objects;

/** A key that opens the gateway; never printed, not blank. */
public record ApiKey(String value) {
    public ApiKey {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("gateway.api-keys: must not be blank (got \"***\")");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
