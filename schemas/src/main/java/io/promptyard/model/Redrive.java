package io.promptyard.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a prompt comes from a dead letter. {@code of} is the id it was first asked under; {@code route} the name of the
 * route to take, null for the first that matches.
 */
public record Redrive(RequestId of, @Nullable String route) {
    public Redrive {
        Objects.requireNonNull(of, "of");
    }
}
