package io.promptyard.gateway.openai;

import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;

/** Reads tools and tool calls. One that is not a function keeps its own object in {@code extra} and has no name. */
final class ToolReader {
    private static final String FUNCTION = "function";

    private ToolReader() {}

    static ToolDefinition definition(Fields fields) {
        String type = type(fields);
        if (!FUNCTION.equals(type)) {
            return new ToolDefinition("", null, null, null, type, fields.rest());
        }
        Fields function = fields.required(FUNCTION);
        String name = function.requiredText("name");
        String description = function.text("description");
        String parameters = function.json("parameters");
        Boolean strict = function.flag("strict");
        fields.settle(FUNCTION);
        return new ToolDefinition(name, description, parameters, strict, type, fields.rest());
    }

    static ToolCall call(Fields fields) {
        String id = fields.requiredText("id");
        String type = type(fields);
        if (!FUNCTION.equals(type)) {
            return new ToolCall(id, "", "", type, fields.rest());
        }
        Fields function = fields.required(FUNCTION);
        String name = function.requiredText("name");
        String arguments = function.text("arguments");
        fields.settle(FUNCTION);
        return new ToolCall(id, name, arguments == null ? "" : arguments, type, fields.rest());
    }

    /** Some clients leave it out; a function is what they mean. */
    private static String type(Fields fields) {
        String type = fields.text("type");
        return type == null ? FUNCTION : type;
    }
}
