package io.promptyard.simulator;

import static io.promptyard.simulator.GeminiErrors.field;
import static io.promptyard.simulator.GeminiErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Google demands of a {@code generateContent} request, but for its contents. Fields it does not know are refused. */
final class GeminiRules {

    private static final Set<String> FIELDS = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "labels");
    private static final Set<String> CONFIG = Set.of(
            "stopSequences",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "candidateCount",
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "enableEnhancedCivicAnswers",
            "speechConfig",
            "thinkingConfig",
            "imageConfig",
            "mediaResolution");
    private static final Set<String> TOOLS = Set.of(
            "functionDeclarations",
            "googleSearch",
            "googleSearchRetrieval",
            "codeExecution",
            "urlContext",
            "googleMaps");
    private static final Set<String> FUNCTION = Set.of(
            "name", "description", "behavior", "parameters", "parametersJsonSchema", "response", "responseJsonSchema");
    private static final Set<String> MODES = Set.of("AUTO", "ANY", "NONE", "VALIDATED");
    private static final Set<String> LEVELS = Set.of("minimal", "low", "medium", "high");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
    private static final int MOST_STOPS = 5;
    private static final int MOST_CANDIDATES = 8;

    private final JsonNode body;
    private final JsonNode config;
    private final Check check = new Check();
    private final Set<String> functions = new HashSet<>();

    private GeminiRules(JsonNode body) {
        this.body = body;
        this.config = body.path("generationConfig");
    }

    static Optional<WireError> broken(JsonNode body, GeminiPath path) {
        var rules = new GeminiRules(body);
        rules.check.that(
                body.isObject(), () -> invalid("Invalid JSON payload received. Root element must be a message."));
        rules.known(body, FIELDS, "");
        rules.known(rules.config, CONFIG, "generation_config");
        rules.sampling();
        rules.output();
        rules.thinking();
        rules.tools();
        rules.calling();
        if (rules.check.clean()) {
            new GeminiContentRules(rules.check, path).check(body);
        }
        return rules.check.error();
    }

    private void known(JsonNode object, Set<String> names, String at) {
        object.fieldNames()
                .forEachRemaining(name -> check.that(names.contains(name), () -> GeminiErrors.unknown(name, at)));
    }

    private void sampling() {
        range("temperature", 0, 2);
        range("topP", 0, 1);
        range("presencePenalty", -2, 2);
        range("frequencyPenalty", -2, 2);
        whole("topK", 1, Integer.MAX_VALUE);
        whole("seed", Integer.MIN_VALUE, Integer.MAX_VALUE);
        whole("maxOutputTokens", 1, Integer.MAX_VALUE);
        whole("candidateCount", 1, MOST_CANDIDATES);
        whole("logprobs", 0, 20);
        check.that(
                unset(config.path("logprobs"))
                        || config.path("responseLogprobs").asBoolean(),
                () -> invalid("Logprobs is not enabled: response_logprobs must be true to set logprobs."));
        var stops = config.path("stopSequences");
        check.that(
                stops.size() <= MOST_STOPS,
                () -> field(
                        "generation_config.stop_sequences",
                        "the number of stop sequences must be at most " + MOST_STOPS + "."));
        stops.forEach(stop -> check.that(
                stop.isTextual() && !stop.asText().isEmpty(),
                () -> field("generation_config.stop_sequences", "stop_sequences must not contain empty strings.")));
    }

    private void range(String name, double least, double most) {
        var value = config.path(name);
        check.that(
                unset(value) || value.isNumber() && value.asDouble() >= least && value.asDouble() <= most,
                () -> field(
                        "generation_config." + snake(name),
                        name + " must be in the range [" + least + ", " + most + "]."));
    }

    private void whole(String name, long least, long most) {
        var value = config.path(name);
        check.that(
                unset(value) || value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most,
                () -> invalid("Invalid value at 'generation_config." + snake(name) + "' (TYPE_INT32), " + value));
    }

    private void output() {
        var schema = config.has("responseSchema") || config.has("responseJsonSchema");
        var mime = config.path("responseMimeType").asText("text/plain");
        check.that(
                Set.of("text/plain", "application/json", "text/x.enum").contains(mime),
                () -> field(
                        "generation_config.response_mime_type",
                        "allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and"
                                + " `text/x.enum`."));
        check.that(
                !schema || !mime.equals("text/plain"),
                () -> field(
                        "generation_config.response_schema",
                        "only allowed when response_mime_type is `application/json` or `text/x.enum`."));
        check.that(
                !config.has("responseSchema") || !config.has("responseJsonSchema"),
                () -> invalid("Only one of response_schema and response_json_schema may be set."));
        GeminiSchemaRules.check(check, config.path("responseSchema"), "generation_config.response_schema");
    }

    private void thinking() {
        var thinking = config.path("thinkingConfig");
        known(
                thinking,
                Set.of("thinkingBudget", "thinkingLevel", "includeThoughts"),
                "generation_config.thinking_config");
        check.that(
                !thinking.has("thinkingBudget") || !thinking.has("thinkingLevel"),
                () -> invalid("You can only set only one of thinking budget and thinking level."));
        check.that(
                !thinking.has("thinkingLevel")
                        || LEVELS.contains(
                                thinking.path("thinkingLevel").asText().toLowerCase(Locale.ROOT)),
                () -> invalid("Invalid value at 'generation_config.thinking_config.thinking_level', "
                        + thinking.path("thinkingLevel")));
        check.that(
                !thinking.has("thinkingBudget")
                        || thinking.path("thinkingBudget").asInt(-2) >= -1,
                () -> invalid("The thinking budget is invalid. Please choose a value of -1 or more."));
    }

    private void tools() {
        for (var i = 0; check.clean() && i < body.path("tools").size(); i++) {
            var tool = body.path("tools").get(i);
            var at = "tools[" + i + "]";
            known(tool, TOOLS, at);
            check.that(!tool.isEmpty(), () -> field(at, "one of the tool types must be set."));
            for (var j = 0; j < tool.path("functionDeclarations").size(); j++) {
                function(
                        at + ".function_declarations[" + j + "]",
                        tool.path("functionDeclarations").get(j));
            }
        }
    }

    private void function(String at, JsonNode function) {
        var name = function.path("name").asText();
        known(function, FUNCTION, at);
        check.that(
                FUNCTION_NAME.matcher(name).matches(),
                () -> field(
                        at + ".name",
                        "Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z,"
                                + " 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64."));
        check.that(functions.add(name), () -> invalid("Duplicate function declaration found: " + name));
        check.that(
                !function.has("parameters") || !function.has("parametersJsonSchema"),
                () -> field(at, "only one of parameters and parameters_json_schema may be set."));
        GeminiSchemaRules.check(check, function.path("parameters"), at + ".parameters");
    }

    private void calling() {
        var calling = body.path("toolConfig").path("functionCallingConfig");
        if (unset(calling)) {
            return;
        }
        var mode = calling.path("mode").asText("AUTO");
        known(calling, Set.of("mode", "allowedFunctionNames"), "tool_config.function_calling_config");
        check.that(
                MODES.contains(mode),
                () -> invalid("Invalid value at 'tool_config.function_calling_config.mode', \"" + mode + "\""));
        check.that(
                !functions.isEmpty(), () -> invalid("Function calling config is set without function_declarations."));
        var names = calling.path("allowedFunctionNames");
        check.that(
                names.isEmpty() || mode.equals("ANY") || mode.equals("VALIDATED"),
                () -> invalid(
                        "Please set allowed_function_names only when function calling mode is ANY or VALIDATED."));
        names.forEach(name -> check.that(
                functions.contains(name.asText()),
                () -> invalid("Function name `" + name.asText()
                        + "` in allowed_function_names is not among the function declarations.")));
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
