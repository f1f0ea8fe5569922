package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a valid request of Cohere's into an {@link Ask}. */
final class CohereRequest {

    private static final int UNBOUNDED = 1 << 20;
    private static final int MOST_THOUGHT = 64;

    private final JsonNode body;
    private final JsonNode messages;

    CohereRequest(JsonNode body) {
        this.body = body;
        this.messages = body.path("messages");
    }

    Ask ask() {
        var question = question();
        return new Ask(
                ModelName.parse(body.path("model").asText()),
                body.path("stream").asBoolean(),
                true,
                1,
                body.path("max_tokens").asInt(UNBOUNDED),
                question,
                ToolRule.calls(tools(), toolChoice(), question, endsWithUser(), true),
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
            var content = message.path("content");
            bytes += Tokens.utf8Length(content.asText());
            if (content.isArray()) {
                for (var part : content) {
                    bytes += Tokens.utf8Length(part.path("text").asText())
                            + Tokens.utf8Length(part.path("thinking").asText());
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
                var content = messages.get(i).path("content");
                var text = new StringBuilder(content.asText());
                content.forEach(part -> text.append(part.path("text").asText()));
                return text.toString();
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

    private ToolRule.Choice toolChoice() {
        return switch (body.path("tool_choice").asText()) {
            case "NONE" -> new ToolRule.Choice.None();
            case "REQUIRED" -> new ToolRule.Choice.Any();
            default -> new ToolRule.Choice.Auto();
        };
    }

    private Optional<JsonNode> schema() {
        var format = body.path("response_format");
        if (!format.path("type").asText().equals("json_object")) {
            return Optional.empty();
        }
        return Optional.of(unset(format.path("json_schema")) ? ToolRule.ANY_JSON : format.path("json_schema"));
    }

    private List<String> stops() {
        var stops = new ArrayList<String>();
        body.path("stop_sequences").forEach(it -> stops.add(it.asText()));
        return List.copyOf(stops);
    }

    private int thought() {
        var thinking = body.path("thinking");
        return thinking.path("type").asText().equals("enabled")
                ? Math.min(MOST_THOUGHT, thinking.path("token_budget").asInt(MOST_THOUGHT))
                : 0;
    }
}
