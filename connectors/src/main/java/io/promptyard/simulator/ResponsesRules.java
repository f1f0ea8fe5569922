package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the Responses API demands of a request, but for its input items. It knows its fields and refuses any other. */
final class ResponsesRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> FIELDS = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "text",
            "reasoning",
            "include",
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_p",
            "top_logprobs",
            "store",
            "stream",
            "stream_options",
            "user",
            "metadata",
            "service_tier",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "truncation",
            "previous_response_id",
            "conversation",
            "prompt",
            "background");
    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high", "xhigh");
    private static final Set<String> INCLUDES = Set.of(
            "message.output_text.logprobs",
            "reasoning.encrypted_content",
            "file_search_call.results",
            "web_search_call.action.sources",
            "message.input_image.image_url",
            "computer_call_output.output.image_url",
            "code_interpreter_call.outputs");

    private final JsonNode body;
    private final Check check = new Check();

    private ResponsesRules(JsonNode body) {
        this.body = body;
    }

    static Optional<WireError> broken(JsonNode body) {
        var rules = new ResponsesRules(body);
        rules.essentials();
        if (rules.check.clean() && body.path("input").isArray()) {
            new ResponsesItemRules(rules.check).check(body.path("input"));
        }
        rules.sampling();
        rules.tools();
        rules.format();
        return rules.check.error();
    }

    private void essentials() {
        check.that(body.isObject(), OpenAiErrors::unparsable);
        body.fieldNames()
                .forEachRemaining(name -> check.that(
                        FIELDS.contains(name),
                        () -> invalid(name, "unknown_parameter", "Unknown parameter: '" + name + "'.")));
        check.that(body.path("model").isTextual(), () -> OpenAiErrors.missing("model"));
        var input = body.path("input");
        check.that(!unset(input), () -> OpenAiErrors.missing("input"));
        check.that(
                input.isTextual() || input.isArray(),
                () -> OpenAiErrors.wrongType("input", "one of a string or array of input items", input));
        for (var name : new String[] {"stream", "store", "parallel_tool_calls", "background"}) {
            var flag = body.path(name);
            check.that(unset(flag) || flag.isBoolean(), () -> OpenAiErrors.wrongType(name, "a boolean", flag));
        }
        check.that(
                unset(body.path("stream_options")) || body.path("stream").asBoolean(),
                () -> invalid(
                        "stream_options",
                        null,
                        "The 'stream_options' parameter is only allowed when 'stream' is enabled."));
    }

    private void sampling() {
        number("temperature", 2);
        number("top_p", 1);
        var most = body.path("max_output_tokens");
        check.that(
                unset(most) || most.isIntegralNumber() && most.asLong() >= 16,
                () -> invalid(
                        "max_output_tokens",
                        "integer_below_min_value",
                        "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got "
                                + most.asText() + " instead."));
        var effort = body.path("reasoning").path("effort");
        check.that(
                unset(effort) || EFFORTS.contains(effort.asText()),
                () -> OpenAiErrors.wrongValue("reasoning.effort", effort.asText(), String.join(", ", EFFORTS)));
        for (var include : body.path("include")) {
            check.that(
                    INCLUDES.contains(include.asText()),
                    () -> OpenAiErrors.wrongValue("include", include.asText(), String.join(", ", INCLUDES)));
        }
        check.that(
                unset(body.path("top_logprobs"))
                        || body.path("include").toString().contains("message.output_text.logprobs"),
                () -> invalid(
                        "top_logprobs",
                        "invalid_value",
                        "'top_logprobs' is only allowed when 'message.output_text.logprobs' is included."));
    }

    private void tools() {
        var tools = body.path("tools");
        check.that(
                unset(tools) || tools.isArray(), () -> OpenAiErrors.wrongType("tools", "an array of objects", tools));
        for (var i = 0; i < tools.size(); i++) {
            var tool = tools.get(i);
            var at = "tools[" + i + "]";
            check.that(tool.path("type").isTextual(), () -> OpenAiErrors.missing(at + ".type"));
            if (tool.path("type").asText().equals("function")) {
                check.that(tool.path("name").isTextual(), () -> OpenAiErrors.missing(at + ".name"));
                check.that(
                        NAME.matcher(tool.path("name").asText()).matches(),
                        () -> invalid(
                                at + ".name", "invalid_value", "Invalid '" + at + ".name': does not match pattern."));
                // What is not given is strict, and strict schemas name all they hold.
                check.that(
                        tool.path("strict").isBoolean()
                                || tool.path("parameters").has("additionalProperties"),
                        () -> invalid(
                                at + ".parameters",
                                "invalid_function_parameters",
                                "Invalid schema for function '"
                                        + tool.path("name").asText()
                                        + "': 'additionalProperties' is required to be supplied and to be false."));
            }
        }
        var choice = body.path("tool_choice");
        check.that(
                unset(choice)
                        || choice.isObject()
                        || Set.of("none", "auto", "required").contains(choice.asText()),
                () -> OpenAiErrors.wrongValue("tool_choice", choice.asText(), "'none', 'auto', and 'required'"));
        check.that(
                !choice.path("type").asText().equals("function")
                        || choice.path("name").isTextual(),
                () -> OpenAiErrors.missing("tool_choice.name"));
    }

    private void format() {
        var format = body.path("text").path("format");
        if (unset(format)) {
            return;
        }
        var type = format.path("type").asText();
        check.that(
                Set.of("text", "json_object", "json_schema").contains(type),
                () -> OpenAiErrors.wrongValue("text.format.type", type, "'json_object', 'json_schema', and 'text'"));
        check.that(
                !type.equals("json_schema") || format.path("name").isTextual(),
                () -> OpenAiErrors.missing("text.format.name"));
        check.that(
                !type.equals("json_schema") || format.path("schema").isObject(),
                () -> OpenAiErrors.missing("text.format.schema"));
    }

    private void number(String name, int high) {
        var value = body.path(name);
        check.that(unset(value) || value.isNumber(), () -> OpenAiErrors.wrongType(name, "a decimal", value));
        check.that(
                unset(value) || value.asDouble() >= 0 && value.asDouble() <= high,
                () -> invalid(
                        name,
                        "decimal_above_max_value",
                        "Invalid '" + name + "': decimal above maximum value. Expected a value <= " + high
                                + ", but got " + value.asText() + " instead."));
    }
}
