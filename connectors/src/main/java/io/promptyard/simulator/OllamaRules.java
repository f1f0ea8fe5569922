package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.OllamaErrors.invalid;
import static io.promptyard.simulator.OllamaErrors.wrongType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** What Ollama demands of a request: types, above all. Fields and options that it does not know it lets pass. */
final class OllamaRules {

    private static final Set<String> INTEGERS = Set.of("num_predict", "num_ctx", "top_k", "seed");
    private static final Set<String> DECIMALS =
            Set.of("temperature", "top_p", "min_p", "presence_penalty", "frequency_penalty", "repeat_penalty");

    private final JsonNode body;
    private final Check check = new Check();

    private OllamaRules(JsonNode body) {
        this.body = body;
    }

    static Optional<WireError> broken(JsonNode body) {
        var rules = new OllamaRules(body);
        rules.essentials();
        for (var message : body.path("messages")) {
            rules.message(message);
        }
        rules.tools();
        rules.options();
        rules.format();
        rules.think();
        return rules.check.error();
    }

    private void essentials() {
        check.that(body.isObject(), () -> invalid("invalid character at the beginning of the body"));
        check.that(!body.path("model").asText().isBlank(), () -> invalid("model is required"));
        check.that(
                unset(body.path("messages")) || body.path("messages").isArray(),
                () -> wrongType(kind(body.path("messages")), "messages", "[]api.Message"));
        for (var name : new String[] {"stream", "logprobs", "truncate", "shift"}) {
            check.that(
                    unset(body.path(name)) || body.path(name).isBoolean(),
                    () -> wrongType(kind(body.path(name)), name, "bool"));
        }
        var top = body.path("top_logprobs");
        check.that(
                unset(top) || top.isIntegralNumber() && top.asInt() >= 0 && top.asInt() <= 20,
                () -> invalid("top_logprobs must be between 0 and 20"));
    }

    private void message(JsonNode message) {
        var content = message.path("content");
        check.that(message.path("role").isTextual(), () -> invalid("invalid role"));
        check.that(unset(content) || content.isTextual(), () -> wrongType(kind(content), "messages.content", "string"));
        for (var image : message.path("images")) {
            check.that(isBase64(image.asText()), () -> invalid("illegal base64 data at input byte 0"));
        }
        for (var call : message.path("tool_calls")) {
            var arguments = call.path("function").path("arguments");
            check.that(
                    arguments.isObject(),
                    () -> wrongType(
                            kind(arguments),
                            "messages.tool_calls.function.arguments",
                            "api.ToolCallFunctionArguments"));
            check.that(
                    unset(call.path("id")) || call.path("id").isTextual(),
                    () -> wrongType(kind(call.path("id")), "messages.tool_calls.id", "string"));
        }
    }

    private void tools() {
        for (var tool : body.path("tools")) {
            var function = tool.path("function");
            check.that(
                    function.path("name").isTextual()
                            && !function.path("name").asText().isEmpty(),
                    () -> invalid("tool function must have a name"));
            check.that(
                    function.path("parameters").isObject(),
                    () -> wrongType(
                            kind(function.path("parameters")),
                            "tools.function.parameters",
                            "api.ToolFunctionParameters"));
        }
    }

    private void options() {
        var options = body.path("options");
        check.that(
                unset(options) || options.isObject(),
                () -> wrongType(kind(options), "options", "map[string]interface {}"));
        options.properties().forEach(option -> {
            var name = option.getKey();
            var value = option.getValue();
            check.that(
                    !INTEGERS.contains(name) || value.isIntegralNumber(),
                    () -> invalid("option \"" + name + "\" must be of type integer"));
            check.that(
                    !DECIMALS.contains(name) || value.isNumber(),
                    () -> invalid("option \"" + name + "\" must be of type float32"));
            check.that(!name.equals("stop") || value.isArray(), () -> invalid("option \"stop\" must be of type array"));
        });
        for (var stop : options.path("stop")) {
            check.that(stop.isTextual(), () -> invalid("option \"stop\" must be of an array of strings"));
        }
    }

    private void format() {
        var format = body.path("format");
        check.that(
                unset(format) || format.isObject() || Set.of("", "json").contains(format.asText("?")),
                () -> invalid("invalid format: " + format + "; expected \"json\" or a valid JSON Schema object"));
    }

    private void think() {
        var think = body.path("think");
        check.that(
                unset(think)
                        || think.isBoolean()
                        || Set.of("high", "medium", "low").contains(think.asText()),
                () -> invalid(
                        "invalid think value: " + think + " (must be \"high\", \"medium\", \"low\", true, or false)"));
        check.that(
                !think.isTextual() || body.path("model").asText().contains("gpt-oss"),
                () -> invalid("think value " + think + " is not supported for this model"));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** In the words of Go's decoder. */
    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case NULL, MISSING -> "null";
        };
    }
}
