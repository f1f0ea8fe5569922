package io.promptyard.connector;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key or password; never printed. With an {@code origin} it is a token that is read there, and {@code value} is empty. */
public record Secret(String value, @Nullable TokenOrigin origin) {
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    public Secret(String value) {
        this(value, null);
    }

    /** A token that is read at {@code origin}. */
    public static Secret readAt(TokenOrigin origin) {
        return new Secret("", origin);
    }

    @Override
    public String toString() {
        return "***";
    }
}
