package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a valid Messages request into an {@link Ask}. */
final class AnthropicRequest {

    private final JsonNode body;
    private final JsonNode messages;
    private long bytes;
    private int images;
    private boolean cached;

    AnthropicRequest(JsonNode body) {
        this.body = body;
        this.messages = body.path("messages");
    }

    Ask ask() {
        var prompt = promptTokens();
        var question = question();
        return new Ask(
                ModelName.parse(body.path("model").asText()),
                body.path("stream").asBoolean(),
                true,
                1,
                (int) Math.min(Integer.MAX_VALUE, body.path("max_tokens").asLong()),
                question,
                ToolRule.calls(
                        tools(),
                        toolChoice(),
                        question,
                        userAsksLast(),
                        !body.path("tool_choice")
                                .path("disable_parallel_tool_use")
                                .asBoolean()),
                schema(),
                stops(),
                prompt,
                cached ? prompt / 2 : 0,
                cached ? prompt / 4 : 0,
                0);
    }

    private int promptTokens() {
        if (!unset(body.path("tools"))) {
            bytes += Tokens.utf8Length(body.path("tools").toString());
        }
        count(body.path("system"));
        messages.forEach(message -> count(message.path("content")));
        return Tokens.ofBytes(bytes) + images * Tokens.PER_IMAGE;
    }

    private void count(JsonNode content) {
        bytes += Tokens.utf8Length(content.asText());
        if (!content.isArray()) {
            return;
        }
        for (var block : content) {
            cached |= block.path("cache_control").isObject();
            bytes += Tokens.utf8Length(block.path("text").asText());
            switch (block.path("type").asText()) {
                case "image" -> images++;
                case "tool_use" ->
                    bytes += Tokens.utf8Length(block.path("input").toString());
                case "tool_result" -> count(block.path("content"));
                default -> {}
            }
        }
    }

    private String question() {
        for (var i = messages.size() - 1; i >= 0; i--) {
            var content = messages.get(i).path("content");
            if (messages.get(i).path("role").asText().equals("user")) {
                if (content.isTextual()) {
                    return content.asText();
                }
                var text = new StringBuilder();
                content.forEach(block -> text.append(block.path("text").asText()));
                if (!text.isEmpty()) {
                    return text.toString();
                }
            }
        }
        return "";
    }

    // A user message of tool results hands over what was asked for; it asks for nothing new.
    private boolean userAsksLast() {
        var last = messages.path(messages.size() - 1);
        if (!last.path("role").asText().equals("user")) {
            return false;
        }
        for (var block : last.path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                return false;
            }
        }
        return true;
    }

    private List<Ask.Tool> tools() {
        var tools = new ArrayList<Ask.Tool>();
        for (var tool : body.path("tools")) {
            if (tool.path("input_schema").isObject()) {
                tools.add(new Ask.Tool(tool.path("name").asText(), tool.path("input_schema")));
            }
        }
        return tools;
    }

    private ToolRule.Choice toolChoice() {
        var choice = body.path("tool_choice");
        return switch (choice.path("type").asText()) {
            case "any" -> new ToolRule.Choice.Any();
            case "none" -> new ToolRule.Choice.None();
            case "tool" -> new ToolRule.Choice.Named(choice.path("name").asText());
            default -> new ToolRule.Choice.Auto();
        };
    }

    private Optional<JsonNode> schema() {
        var format = body.path("output_config").path("format");
        var given = format.isMissingNode() ? body.path("output_format") : format;
        return given.path("schema").isObject() ? Optional.of(given.path("schema")) : Optional.empty();
    }

    private List<String> stops() {
        var stops = new ArrayList<String>();
        body.path("stop_sequences").forEach(it -> stops.add(it.asText()));
        return List.copyOf(stops);
    }
}
