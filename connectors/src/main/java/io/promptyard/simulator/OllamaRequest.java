package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a valid request of Ollama's into an {@link Ask}. */
final class OllamaRequest {

    private static final int UNBOUNDED = 1 << 20;

    private final JsonNode body;
    private final JsonNode messages;
    private final JsonNode options;

    OllamaRequest(JsonNode body) {
        this.body = body;
        this.messages = body.path("messages");
        this.options = body.path("options");
    }

    Ask ask() {
        var question = question();
        var most = options.path("num_predict").asInt(-1);
        return new Ask(
                ModelName.parse(body.path("model").asText()),
                body.path("stream").asBoolean(true),
                true,
                1,
                most < 0 ? UNBOUNDED : most,
                question,
                ToolRule.calls(tools(), new ToolRule.Choice.Auto(), question, endsWithUser(), true),
                schema(),
                stops(),
                promptTokens(),
                0,
                0,
                thought());
    }

    private int promptTokens() {
        var bytes = unset(body.path("tools"))
                ? 0L
                : Tokens.utf8Length(body.path("tools").toString());
        var images = 0;
        for (var message : messages) {
            bytes += Tokens.utf8Length(message.path("content").asText())
                    + Tokens.utf8Length(message.path("thinking").asText());
            images += message.path("images").size();
            if (!unset(message.path("tool_calls"))) {
                bytes += Tokens.utf8Length(message.path("tool_calls").toString());
            }
        }
        return Tokens.ofBytes(bytes) + images * Tokens.PER_IMAGE;
    }

    private String question() {
        for (var i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).path("role").asText().equals("user")) {
                return messages.get(i).path("content").asText();
            }
        }
        return "";
    }

    private boolean endsWithUser() {
        return messages.path(messages.size() - 1).path("role").asText().equals("user");
    }

    private List<Ask.Tool> tools() {
        var tools = new ArrayList<Ask.Tool>();
        for (var tool : body.path("tools")) {
            var function = tool.path("function");
            tools.add(new Ask.Tool(function.path("name").asText(), function.path("parameters")));
        }
        return tools;
    }

    private Optional<JsonNode> schema() {
        var format = body.path("format");
        if (format.isObject()) {
            return Optional.of(format);
        }
        return format.asText().equals("json") ? Optional.of(ToolRule.ANY_JSON) : Optional.empty();
    }

    private List<String> stops() {
        var stops = new ArrayList<String>();
        options.path("stop").forEach(it -> stops.add(it.asText()));
        return List.copyOf(stops);
    }

    private int thought() {
        var think = body.path("think");
        return switch (think.asText()) {
            case "low" -> 16;
            case "medium", "true" -> 32;
            case "high" -> 64;
            default -> 0;
        };
    }
}
