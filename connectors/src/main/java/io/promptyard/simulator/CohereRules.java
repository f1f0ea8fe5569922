package io.promptyard.simulator;

import static io.promptyard.simulator.CohereErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Cohere demands of a chat request, but for its messages. */
final class CohereRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "tools",
            "strict_tools",
            "tool_choice",
            "documents",
            "citation_options",
            "response_format",
            "safety_mode",
            "max_tokens",
            "stop_sequences",
            "temperature",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "k",
            "p",
            "logprobs",
            "thinking",
            "priority",
            "stream");

    private final JsonNode body;
    private final Check check = new Check();

    private CohereRules(JsonNode body) {
        this.body = body;
    }

    static Optional<WireError> broken(JsonNode body) {
        var rules = new CohereRules(body);
        rules.essentials();
        if (rules.check.clean()) {
            new CohereMessageRules(rules.check).check(body.path("messages"));
        }
        rules.sampling();
        rules.tools();
        rules.format();
        return rules.check.error();
    }

    private void essentials() {
        check.that(body.isObject(), () -> invalid("the body must be a JSON object"));
        body.fieldNames()
                .forEachRemaining(name ->
                        check.that(FIELDS.contains(name), () -> invalid("unknown field: parameter '" + name + "'")));
        check.that(!body.path("model").asText().isBlank(), () -> invalid("model is required"));
        var messages = body.path("messages");
        check.that(messages.isArray() && !messages.isEmpty(), () -> invalid("messages must hold at least one message"));
        flag("stream");
        flag("logprobs");
        flag("strict_tools");
    }

    private void sampling() {
        number("temperature", 0, 1);
        number("p", 0.01, 0.99);
        number("frequency_penalty", 0, 1);
        number("presence_penalty", 0, 1);
        integer("k", 0, 500);
        integer("max_tokens", 1, Integer.MAX_VALUE);
        integer("seed", 0, Long.MAX_VALUE);
        var stops = body.path("stop_sequences");
        check.that(
                unset(stops) || stops.isArray() && stops.size() <= 5,
                () -> invalid("stop_sequences must be a list of at most 5 strings"));
        for (var stop : stops) {
            check.that(
                    stop.isTextual() && !stop.asText().isEmpty(),
                    () -> invalid("stop_sequences must be strings that are not empty"));
        }
        var thinking = body.path("thinking");
        check.that(
                unset(thinking)
                        || Set.of("enabled", "disabled")
                                .contains(thinking.path("type").asText()),
                () -> invalid("thinking.type must be 'enabled' or 'disabled'"));
        check.that(
                unset(thinking) || body.path("model").asText().contains("reasoning"),
                () -> invalid("thinking is not supported by this model"));
    }

    private void tools() {
        var tools = body.path("tools");
        check.that(unset(tools) || tools.isArray() && !tools.isEmpty(), () -> invalid("tools must be a list"));
        for (var tool : tools) {
            var function = tool.path("function");
            check.that(tool.path("type").asText().equals("function"), () -> invalid("tools: type must be 'function'"));
            check.that(
                    NAME.matcher(function.path("name").asText()).matches(),
                    () -> invalid("tools: function.name must be letters, digits, '_' and '-'"));
            check.that(
                    function.path("parameters").path("type").asText().equals("object"),
                    () -> invalid("tools: function.parameters must be a JSON schema of type 'object'"));
            function.fieldNames()
                    .forEachRemaining(name -> check.that(
                            Set.of("name", "description", "parameters").contains(name),
                            () -> invalid("unknown field: parameter 'tools.function." + name + "'")));
        }
        var choice = body.path("tool_choice");
        check.that(
                unset(choice) || Set.of("REQUIRED", "NONE").contains(choice.asText()),
                () -> invalid("tool_choice must be 'REQUIRED' or 'NONE'"));
        check.that(
                !unset(tools) || unset(choice) && !body.path("strict_tools").asBoolean(),
                () -> invalid("tool_choice and strict_tools go with tools only"));
    }

    private void format() {
        var format = body.path("response_format");
        if (unset(format)) {
            return;
        }
        var type = format.path("type").asText();
        check.that(
                type.equals("text") || type.equals("json_object"),
                () -> invalid("response_format.type must be 'text' or 'json_object'"));
        var schema = format.path("json_schema");
        check.that(
                unset(schema)
                        || type.equals("json_object")
                                && schema.path("type").asText().equals("object"),
                () -> invalid(
                        "response_format.json_schema must be a schema of type 'object', with type 'json_object'"));
        check.that(
                type.equals("text") || unset(body.path("tools")),
                () -> invalid("response_format 'json_object' does not go with tools"));
    }

    private void flag(String name) {
        check.that(
                unset(body.path(name)) || body.path(name).isBoolean(), () -> invalid(name + " must be true or false"));
    }

    private void number(String name, double low, double high) {
        var value = body.path(name);
        check.that(
                unset(value) || value.isNumber() && value.asDouble() >= low && value.asDouble() <= high,
                () -> invalid(name + " must be between " + low + " and " + high + " inclusive"));
    }

    private void integer(String name, long low, long high) {
        var value = body.path(name);
        check.that(
                unset(value) || value.isIntegralNumber() && value.asLong() >= low && value.asLong() <= high,
                () -> invalid(name + " must be an integer between " + low + " and " + high));
    }
}
