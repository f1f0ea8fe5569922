package io.promptyard.model;

import java.util.Objects;

/** A call of a tool that a model asked for; {@code arguments} as the model wrote them, JSON in most cases. */
public record ToolCall(String id, String name, String arguments, String type, String extra) {
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(extra, "extra");
    }

    public static ToolCall function(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments, "function", "{}");
    }
}
