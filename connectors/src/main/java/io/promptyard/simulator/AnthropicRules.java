package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What Anthropic demands of a Messages request, but for its messages. Fields it does not know are refused. */
final class AnthropicRules {

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "max_tokens",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "stream",
            "tools",
            "tool_choice",
            "metadata",
            "thinking",
            "service_tier",
            "output_config",
            "output_format",
            "container",
            "mcp_servers",
            "context_management",
            "cache_control",
            "inference_geo");
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Set<String> TOOL_CHOICES = Set.of("auto", "any", "tool", "none");
    private static final int LEAST_THINKING = 1024;

    private final JsonNode body;
    private final Check check = new Check();

    private AnthropicRules(JsonNode body) {
        this.body = body;
    }

    static Optional<WireError> broken(JsonNode body) {
        var rules = new AnthropicRules(body);
        rules.essentials();
        rules.system();
        rules.sampling();
        rules.thinking();
        rules.tools();
        rules.toolChoice();
        if (rules.check.clean()) {
            new AnthropicMessageRules(rules.check, body.path("tools").size() > 0).check(body.path("messages"));
        }
        return rules.check.error();
    }

    private void essentials() {
        check.that(body.isObject(), () -> invalid("Input should be a valid dictionary"));
        body.fieldNames()
                .forEachRemaining(name -> check.that(FIELDS.contains(name), () -> AnthropicErrors.extra(name)));
        check.that(body.has("model"), () -> AnthropicErrors.required("model"));
        check.that(body.path("model").isTextual(), () -> invalid("model: Input should be a valid string"));
        check.that(
                !body.path("model").asText().isEmpty(),
                () -> invalid("model: String should have at least 1 character"));
        check.that(body.has("max_tokens"), () -> AnthropicErrors.required("max_tokens"));
        check.that(
                body.path("max_tokens").isIntegralNumber(),
                () -> invalid("max_tokens: Input should be a valid integer"));
        check.that(
                body.path("max_tokens").asLong() >= 1,
                () -> invalid("max_tokens: Input should be greater than or equal to 1"));
        check.that(body.has("messages"), () -> AnthropicErrors.required("messages"));
        check.that(body.path("messages").isArray(), () -> invalid("messages: Input should be a valid list"));
        check.that(!body.path("messages").isEmpty(), () -> invalid("messages: at least one message is required"));
        var stream = body.path("stream");
        check.that(unset(stream) || stream.isBoolean(), () -> invalid("stream: Input should be a valid boolean"));
    }

    private void system() {
        var system = body.path("system");
        check.that(
                unset(system) || system.isTextual() || system.isArray(),
                () -> invalid("system: Input should be a valid list"));
        for (var i = 0; i < system.size(); i++) {
            var at = "system." + i;
            var block = system.get(i);
            check.that(block.path("type").asText().equals("text"), () -> invalid(at + ".type: Input should be 'text'"));
            check.that(block.path("text").isTextual(), () -> AnthropicErrors.required(at + ".text"));
            check.that(
                    !block.path("text").asText().isEmpty(),
                    () -> invalid("system: text content blocks must be non-empty"));
        }
    }

    private void sampling() {
        range("temperature");
        range("top_p");
        var topK = body.path("top_k");
        check.that(
                unset(topK) || topK.isIntegralNumber() && topK.asLong() >= 0,
                () -> invalid("top_k: Input should be greater than or equal to 0"));
        var stops = body.path("stop_sequences");
        check.that(unset(stops) || stops.isArray(), () -> invalid("stop_sequences: Input should be a valid list"));
        for (var i = 0; i < stops.size(); i++) {
            var at = "stop_sequences." + i;
            var stop = stops.get(i);
            check.that(stop.isTextual(), () -> invalid(at + ": Input should be a valid string"));
            check.that(
                    !stop.asText().isBlank(),
                    () -> invalid("stop_sequences: each stop sequence must contain non-whitespace"));
        }
        var metadata = body.path("metadata");
        check.that(
                unset(metadata) || metadata.isObject(), () -> invalid("metadata: Input should be a valid dictionary"));
        metadata.fieldNames()
                .forEachRemaining(
                        name -> check.that(name.equals("user_id"), () -> AnthropicErrors.extra("metadata." + name)));
    }

    private void range(String name) {
        var value = body.path(name);
        check.that(unset(value) || value.isNumber(), () -> invalid(name + ": Input should be a valid number"));
        check.that(
                unset(value) || value.asDouble() >= 0 && value.asDouble() <= 1, () -> invalid(name + ": range: 0..1"));
    }

    private void thinking() {
        var thinking = body.path("thinking");
        if (!thinking.path("type").asText().equals("enabled")) {
            return;
        }
        var budget = thinking.path("budget_tokens");
        check.that(budget.isIntegralNumber(), () -> AnthropicErrors.required("thinking.enabled.budget_tokens"));
        check.that(
                budget.asLong() >= LEAST_THINKING,
                () -> invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"));
        check.that(
                budget.asLong() < body.path("max_tokens").asLong(),
                () -> invalid("`max_tokens` must be greater than `thinking.budget_tokens`."));
        check.that(
                unset(body.path("temperature")) || body.path("temperature").asDouble() == 1,
                () -> invalid("`temperature` may only be set to 1 when thinking is enabled."));
    }

    private void tools() {
        var tools = body.path("tools");
        check.that(unset(tools) || tools.isArray(), () -> invalid("tools: Input should be a valid list"));
        var names = new HashSet<String>();
        for (var i = 0; i < tools.size(); i++) {
            var at = "tools." + i + ".custom";
            var tool = tools.get(i);
            if (tool.has("type") && !tool.path("type").asText().equals("custom")) {
                continue; // a tool of Anthropic's own, which has a shape of its own
            }
            check.that(tool.has("name"), () -> AnthropicErrors.required(at + ".name"));
            check.that(
                    TOOL_NAME.matcher(tool.path("name").asText()).matches(),
                    () -> invalid(at + ".name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"));
            check.that(names.add(tool.path("name").asText()), () -> invalid("tools: Tool names must be unique."));
            check.that(tool.path("input_schema").isObject(), () -> AnthropicErrors.required(at + ".input_schema"));
            check.that(
                    tool.path("input_schema").has("type"), () -> AnthropicErrors.required(at + ".input_schema.type"));
            check.that(
                    tool.path("input_schema").path("type").asText().equals("object"),
                    () -> invalid(at + ".input_schema.type: Input should be 'object'"));
            for (var foreign : new String[] {"function", "parameters"}) {
                check.that(!tool.has(foreign), () -> AnthropicErrors.extra(at + "." + foreign));
            }
        }
    }

    private void toolChoice() {
        var choice = body.path("tool_choice");
        if (unset(choice)) {
            return;
        }
        var type = choice.path("type").asText();
        check.that(choice.isObject(), () -> invalid("tool_choice: Input should be a valid dictionary"));
        check.that(
                TOOL_CHOICES.contains(type),
                () -> invalid("tool_choice: Input tag '" + type
                        + "' found using 'type' does not match any of the expected tags:"
                        + " 'auto', 'any', 'tool', 'none'"));
        check.that(
                body.path("tools").size() > 0,
                () -> invalid("tool_choice: may only be specified while providing tools"));
        check.that(!type.equals("tool") || choice.has("name"), () -> AnthropicErrors.required("tool_choice.tool.name"));
        check.that(
                !type.equals("tool") || offers(choice.path("name").asText()),
                () -> invalid("Tool '" + choice.path("name").asText() + "' not found in provided tools"));
    }

    private boolean offers(String name) {
        return StreamSupport.stream(body.path("tools").spliterator(), false)
                .anyMatch(it -> it.path("name").asText().equals(name));
    }
}
