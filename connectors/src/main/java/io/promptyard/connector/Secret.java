package io.promptyard.connector;

import java.util.Objects;

/** A key or password; never printed. */
public record Secret(String value) {
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "***";
    }
}
