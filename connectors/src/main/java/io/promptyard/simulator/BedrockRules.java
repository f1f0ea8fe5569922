package io.promptyard.simulator;

import static io.promptyard.simulator.BedrockErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Bedrock demands of a Converse request, but for its messages. It knows its fields and refuses any other. */
final class BedrockRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> FIELDS = Set.of(
            "messages",
            "system",
            "inferenceConfig",
            "toolConfig",
            "guardrailConfig",
            "additionalModelRequestFields",
            "additionalModelResponseFieldPaths",
            "performanceConfig",
            "promptVariables",
            "requestMetadata",
            "serviceTier",
            "outputConfig");
    private static final Set<String> INFERENCE = Set.of("maxTokens", "temperature", "topP", "stopSequences");

    private final JsonNode body;
    private final Check check = new Check();

    private BedrockRules(JsonNode body) {
        this.body = body;
    }

    static Optional<WireError> broken(JsonNode body) {
        var rules = new BedrockRules(body);
        rules.essentials();
        if (rules.check.clean()) {
            new BedrockMessageRules(rules.check).check(body);
        }
        rules.inference();
        rules.tools();
        return rules.check.error();
    }

    private void essentials() {
        check.that(body.isObject(), () -> invalid("The request body is not valid JSON."));
        body.fieldNames()
                .forEachRemaining(name -> check.that(
                        FIELDS.contains(name), () -> invalid("extraneous key [" + name + "] is not permitted")));
        check.that(
                body.path("messages").isArray() && !body.path("messages").isEmpty(),
                () -> invalid("The messages field must hold at least one message."));
        for (var block : body.path("system")) {
            check.that(
                    block.has("cachePoint") || !block.path("text").asText().isBlank(),
                    () -> invalid("The text field in the system block is blank."));
        }
    }

    private void inference() {
        var inference = body.path("inferenceConfig");
        inference
                .fieldNames()
                .forEachRemaining(name -> check.that(
                        INFERENCE.contains(name),
                        () -> invalid("extraneous key [" + name + "] is not permitted in inferenceConfig")));
        number(inference.path("temperature"), "temperature");
        number(inference.path("topP"), "topP");
        var most = inference.path("maxTokens");
        check.that(
                unset(most) || most.isIntegralNumber() && most.asInt() >= 1,
                () -> invalid("Value at 'inferenceConfig.maxTokens' must be greater than or equal to 1"));
        for (var stop : inference.path("stopSequences")) {
            check.that(
                    stop.isTextual() && !stop.asText().isEmpty(),
                    () -> invalid("Value at 'inferenceConfig.stopSequences' must not be empty"));
        }
    }

    private void tools() {
        var config = body.path("toolConfig");
        if (unset(config)) {
            return;
        }
        check.that(!config.path("tools").isEmpty(), () -> invalid("The toolConfig must hold at least one tool."));
        for (var tool : config.path("tools")) {
            if (tool.has("cachePoint")) {
                continue;
            }
            var spec = tool.path("toolSpec");
            check.that(
                    NAME.matcher(spec.path("name").asText()).matches(),
                    () -> invalid("Value at 'toolConfig.tools.toolSpec.name' must match [a-zA-Z0-9_-]+"));
            check.that(
                    spec.path("inputSchema").path("json").path("type").asText().equals("object"),
                    () -> invalid("The value at toolConfig.tools.toolSpec.inputSchema.json.type must be object."));
            check.that(
                    unset(spec.path("description"))
                            || !spec.path("description").asText().isEmpty(),
                    () -> invalid("Value at 'toolConfig.tools.toolSpec.description' must not be empty"));
        }
        var choice = config.path("toolChoice");
        check.that(
                unset(choice)
                        || choice.size() == 1
                                && Set.of("auto", "any", "tool")
                                        .contains(choice.fieldNames().next()),
                () -> invalid("The toolChoice must be one of auto, any, tool."));
    }

    private void number(JsonNode value, String name) {
        check.that(
                unset(value) || value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1,
                () -> invalid("Value at 'inferenceConfig." + name + "' must be between 0 and 1"));
    }
}
