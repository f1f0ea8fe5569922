package io.promptyard.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tool that the model may call; {@code parameters} is its JSON schema as JSON text. */
public record ToolDefinition(
        String name,
        @Nullable String description,
        @Nullable String parameters,
        @Nullable Boolean strict,
        String type,
        String extra) {
    public ToolDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(extra, "extra");
    }
}
