package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a valid chat completion request into an {@link Ask}. */
final class OpenAiRequest {

    private static final int UNBOUNDED = 1 << 20;

    private final JsonNode body;
    private final JsonNode messages;

    OpenAiRequest(JsonNode body) {
        this.body = body;
        this.messages = body.path("messages");
    }

    Ask ask() {
        var prompt = promptTokens();
        var question = question();
        var max = unset(body.path("max_completion_tokens"))
                ? body.path("max_tokens")
                : body.path("max_completion_tokens");
        return new Ask(
                ModelName.parse(body.path("model").asText()),
                body.path("stream").asBoolean(),
                body.path("stream_options").path("include_usage").asBoolean(),
                Math.max(1, body.path("n").asInt(1)),
                max.asInt(UNBOUNDED),
                question,
                ToolRule.calls(
                        tools(),
                        toolChoice(),
                        question,
                        endsWithUser(),
                        body.path("parallel_tool_calls").asBoolean(true)),
                schema(),
                stops(),
                prompt,
                unset(body.path("prompt_cache_key")) ? 0 : prompt / 2,
                0,
                reasoning());
    }

    private int promptTokens() {
        var bytes = unset(body.path("tools"))
                ? 0L
                : Tokens.utf8Length(body.path("tools").toString());
        var images = 0;
        for (var message : messages) {
            var content = message.path("content");
            bytes += Tokens.utf8Length(content.asText());
            if (content.isArray()) {
                for (var part : content) {
                    bytes += Tokens.utf8Length(part.path("text").asText());
                    images += part.path("type").asText().equals("image_url") ? 1 : 0;
                }
            }
            if (!unset(message.path("tool_calls"))) {
                bytes += Tokens.utf8Length(message.path("tool_calls").toString());
            }
        }
        return Tokens.ofBytes(bytes) + images * Tokens.PER_IMAGE;
    }

    private String question() {
        for (var i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).path("role").asText().equals("user")) {
                return text(messages.get(i).path("content"));
            }
        }
        return "";
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    private boolean endsWithUser() {
        return messages.path(messages.size() - 1).path("role").asText().equals("user");
    }

    private List<Ask.Tool> tools() {
        var tools = new ArrayList<Ask.Tool>();
        for (var tool : body.path("tools")) {
            if (tool.path("type").asText().equals("function")) {
                var function = tool.path("function");
                tools.add(new Ask.Tool(
                        function.path("name").asText(),
                        function.path("parameters").isObject() ? function.path("parameters") : ToolRule.NO_PARAMETERS));
            }
        }
        return tools;
    }

    private ToolRule.Choice toolChoice() {
        var choice = body.path("tool_choice");
        if (choice.isObject() && choice.path("type").asText().equals("function")) {
            return new ToolRule.Choice.Named(
                    choice.path("function").path("name").asText());
        }
        return switch (choice.asText()) {
            case "none" -> new ToolRule.Choice.None();
            case "required" -> new ToolRule.Choice.Any();
            default -> new ToolRule.Choice.Auto();
        };
    }

    private Optional<JsonNode> schema() {
        var format = body.path("response_format");
        return switch (format.path("type").asText()) {
            case "json_object" -> Optional.of(ToolRule.ANY_JSON);
            case "json_schema" ->
                Optional.of(
                        unset(format.path("json_schema").path("schema"))
                                ? ToolRule.ANY_JSON
                                : format.path("json_schema").path("schema"));
            default -> Optional.empty();
        };
    }

    private List<String> stops() {
        var stop = body.path("stop");
        if (stop.isTextual()) {
            return List.of(stop.asText());
        }
        var stops = new ArrayList<String>();
        stop.forEach(it -> stops.add(it.asText()));
        return List.copyOf(stops);
    }

    // A stated stand-in for thinking: what a model spends on it is real money, so costs must be seen to count it.
    private int reasoning() {
        return switch (body.path("reasoning_effort").asText().toLowerCase(Locale.ROOT)) {
            case "low" -> 16;
            case "medium" -> 64;
            case "high", "xhigh" -> 256;
            default -> 0;
        };
    }
}
