package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What OpenAI demands of a chat completion request, but for its messages. Fields it does not know are let pass: hosts differ. */
final class OpenAiRules {

    private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> TOOL_CHOICES = Set.of("none", "auto", "required");
    private static final Set<String> FORMATS = Set.of("text", "json_object", "json_schema");

    private final JsonNode body;
    private final Check check = new Check();

    private OpenAiRules(JsonNode body) {
        this.body = body;
    }

    static Optional<WireError> broken(JsonNode body) {
        var rules = new OpenAiRules(body);
        rules.essentials();
        if (rules.check.clean()) {
            new OpenAiMessageRules(rules.check).check(body.path("messages"));
        }
        rules.sampling();
        rules.flags();
        rules.tools();
        rules.toolChoice();
        rules.format();
        return rules.check.error();
    }

    private void essentials() {
        check.that(body.isObject(), OpenAiErrors::unparsable);
        check.that(!unset(body.path("model")), () -> invalid("you must provide a model parameter"));
        check.that(
                body.path("model").isTextual(), () -> OpenAiErrors.wrongType("model", "a string", body.path("model")));
        check.that(!body.path("model").asText().isBlank(), () -> invalid("you must provide a model parameter"));
        var messages = body.path("messages");
        check.that(!unset(messages), () -> OpenAiErrors.missing("messages"));
        check.that(messages.isArray(), () -> OpenAiErrors.wrongType("messages", "an array of objects", messages));
        check.that(
                !messages.isEmpty(),
                () -> invalid(
                        "messages",
                        "empty_array",
                        "Invalid 'messages': empty array. Expected an array with minimum"
                                + " length 1, but got an empty array instead."));
    }

    private void sampling() {
        number("temperature", 0, 2);
        number("top_p", 0, 1);
        number("presence_penalty", -2, 2);
        number("frequency_penalty", -2, 2);
        integer("n", 1, 128);
        integer("max_tokens", 1, Integer.MAX_VALUE);
        integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        integer("top_logprobs", 0, 20);
        check.that(
                unset(body.path("max_tokens")) || unset(body.path("max_completion_tokens")),
                () -> invalid(
                        "max_tokens",
                        "invalid_parameter_combination",
                        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."));
        var seed = body.path("seed");
        check.that(unset(seed) || seed.isIntegralNumber(), () -> OpenAiErrors.wrongType("seed", "an integer", seed));
        var stop = body.path("stop");
        check.that(
                unset(stop) || stop.isTextual() || stop.isArray() && stop.size() <= 4 && all(stop, JsonNode::isTextual),
                () -> invalid(
                        "stop",
                        "invalid_value",
                        "Invalid 'stop': expected a string or an array of at most 4 strings."));
    }

    private void flags() {
        for (var name : new String[] {"stream", "logprobs", "parallel_tool_calls", "store"}) {
            var flag = body.path(name);
            check.that(unset(flag) || flag.isBoolean(), () -> OpenAiErrors.wrongType(name, "a boolean", flag));
        }
        var options = body.path("stream_options");
        check.that(
                unset(options) || body.path("stream").asBoolean(),
                () -> invalid(
                        "stream_options",
                        null,
                        "The 'stream_options' parameter is only allowed when 'stream' is enabled."));
        check.that(
                unset(options) || options.isObject(),
                () -> OpenAiErrors.wrongType("stream_options", "an object", options));
        check.that(
                unset(body.path("top_logprobs")) || body.path("logprobs").asBoolean(),
                () -> invalid(
                        "top_logprobs",
                        "invalid_value",
                        "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled."));
    }

    private void tools() {
        var tools = body.path("tools");
        check.that(
                unset(tools) || tools.isArray(), () -> OpenAiErrors.wrongType("tools", "an array of objects", tools));
        check.that(
                unset(tools) || !tools.isEmpty(),
                () -> invalid(
                        "tools",
                        "empty_array",
                        "Invalid 'tools': empty array. Expected an array with minimum length"
                                + " 1, but got an empty array instead."));
        for (var i = 0; check.clean() && i < tools.size(); i++) {
            var at = "tools[" + i + "]";
            var tool = tools.get(i);
            check.that(!unset(tool.path("type")), () -> OpenAiErrors.missing(at + ".type"));
            if (!tool.path("type").asText().equals("function")) {
                check.that(
                        tool.path("type").asText().equals("custom"),
                        () -> OpenAiErrors.wrongValue(
                                at + ".type", tool.path("type").asText(), "'function' and 'custom'"));
                continue;
            }
            var name = tool.path("function").path("name");
            check.that(tool.path("function").isObject(), () -> OpenAiErrors.missing(at + ".function"));
            check.that(!unset(name), () -> OpenAiErrors.missing(at + ".function.name"));
            check.that(
                    FUNCTION_NAME.matcher(name.asText()).matches(),
                    () -> invalid(
                            at + ".function.name",
                            "invalid_value",
                            "Invalid '" + at + ".function.name': string does not"
                                    + " match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."));
            var schema = tool.path("function").path("parameters");
            check.that(
                    unset(schema)
                            || schema.isObject()
                                    && (schema.isEmpty()
                                            || schema.path("type").asText().equals("object")),
                    () -> invalid(
                            at + ".function.parameters",
                            "invalid_function_parameters",
                            "Invalid schema for function '"
                                    + name.asText()
                                    + "': schema must be a JSON Schema of 'type: \"object\"', got 'type: \""
                                    + schema.path("type").asText("None") + "\"'."));
        }
    }

    private void toolChoice() {
        var choice = body.path("tool_choice");
        var offered = !unset(body.path("tools"));
        check.that(
                unset(choice) || offered || choice.asText().equals("none"),
                () -> invalid(
                        "tool_choice",
                        null,
                        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified."));
        check.that(
                unset(body.path("parallel_tool_calls")) || offered,
                () -> invalid(
                        "parallel_tool_calls",
                        null,
                        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified."));
        if (unset(choice)) {
            return;
        }
        check.that(
                choice.isObject() || TOOL_CHOICES.contains(choice.asText()),
                () -> OpenAiErrors.wrongValue("tool_choice", choice.asText(), "'none', 'auto', and 'required'"));
        if (choice.isObject() && choice.path("type").asText().equals("function")) {
            var name = choice.path("function").path("name").asText();
            check.that(
                    any(body.path("tools"), name),
                    () -> invalid("tool_choice", null, "Tool choice 'function' not found in 'tools' parameter."));
        }
    }

    private void format() {
        var format = body.path("response_format");
        if (unset(format)) {
            return;
        }
        var type = format.path("type").asText();
        check.that(format.isObject(), () -> OpenAiErrors.wrongType("response_format", "an object", format));
        check.that(
                FORMATS.contains(type),
                () -> OpenAiErrors.wrongValue(
                        "response_format.type", type, "'json_object', 'json_schema', and 'text'"));
        check.that(
                !type.equals("json_object")
                        || body.path("messages")
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .contains("json"),
                () -> invalid(
                        "messages",
                        null,
                        "'messages' must contain the word 'json' in some form, to use"
                                + " 'response_format' of type 'json_object'."));
        var schema = format.path("json_schema");
        check.that(
                !type.equals("json_schema") || schema.path("name").isTextual(),
                () -> OpenAiErrors.missing(
                        schema.isObject() ? "response_format.json_schema.name" : "response_format.json_schema"));
    }

    private void number(String name, int low, int high) {
        var value = body.path(name);
        check.that(unset(value) || value.isNumber(), () -> OpenAiErrors.wrongType(name, "a decimal", value));
        check.that(
                unset(value) || value.asDouble() >= low,
                () -> range("decimal_below_min_value", "below minimum", name, ">= " + low, value));
        check.that(
                unset(value) || value.asDouble() <= high,
                () -> range("decimal_above_max_value", "above maximum", name, "<= " + high, value));
    }

    private void integer(String name, int low, int high) {
        var value = body.path(name);
        check.that(unset(value) || value.isIntegralNumber(), () -> OpenAiErrors.wrongType(name, "an integer", value));
        check.that(
                unset(value) || value.asLong() >= low,
                () -> range("integer_below_min_value", "below minimum", name, ">= " + low, value));
        check.that(
                unset(value) || value.asLong() <= high,
                () -> range("integer_above_max_value", "above maximum", name, "<= " + high, value));
    }

    private static WireError range(String code, String fault, String name, String bound, JsonNode got) {
        return invalid(
                name,
                code,
                "Invalid '" + name + "': " + code.substring(0, 7) + " " + fault + " value. Expected a value " + bound
                        + ", but got " + got.asText() + " instead.");
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> test) {
        return StreamSupport.stream(array.spliterator(), false).allMatch(test);
    }

    private static boolean any(JsonNode tools, String name) {
        return StreamSupport.stream(tools.spliterator(), false)
                .anyMatch(it -> it.path("function").path("name").asText().equals(name));
    }
}
