package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a valid request of the Responses API into an {@link Ask}. */
final class ResponsesRequest {

    private static final int UNBOUNDED = 1 << 20;

    private final JsonNode body;
    private final JsonNode input;

    ResponsesRequest(JsonNode body) {
        this.body = body;
        this.input = body.path("input");
    }

    Ask ask() {
        var prompt = promptTokens();
        var question = question();
        return new Ask(
                ModelName.parse(body.path("model").asText()),
                body.path("stream").asBoolean(),
                true,
                1,
                body.path("max_output_tokens").asInt(UNBOUNDED),
                question,
                ToolRule.calls(
                        tools(),
                        toolChoice(),
                        question,
                        endsWithUser(),
                        body.path("parallel_tool_calls").asBoolean(true)),
                schema(),
                List.of(),
                prompt,
                unset(body.path("prompt_cache_key")) ? 0 : prompt / 2,
                0,
                reasoning());
    }

    private int promptTokens() {
        var bytes = Tokens.utf8Length(input.asText())
                + Tokens.utf8Length(body.path("instructions").asText())
                + (unset(body.path("tools"))
                        ? 0L
                        : Tokens.utf8Length(body.path("tools").toString()));
        var images = 0;
        for (var item : input) {
            bytes += Tokens.utf8Length(text(item.path("content")))
                    + Tokens.utf8Length(item.path("name").asText())
                    + Tokens.utf8Length(item.path("arguments").asText())
                    + Tokens.utf8Length(text(item.path("output")));
            for (var part : item.path("content")) {
                images += part.path("type").asText().equals("input_image") ? 1 : 0;
            }
        }
        return Tokens.ofBytes(bytes) + images * Tokens.PER_IMAGE;
    }

    private static String text(JsonNode content) {
        var text = new StringBuilder(content.asText());
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    private String question() {
        for (var i = input.size() - 1; i >= 0; i--) {
            if (input.get(i).path("role").asText().equals("user")) {
                return text(input.get(i).path("content"));
            }
        }
        return input.asText();
    }

    private boolean endsWithUser() {
        return input.isTextual()
                || input.path(input.size() - 1).path("role").asText().equals("user");
    }

    private List<Ask.Tool> tools() {
        var tools = new ArrayList<Ask.Tool>();
        for (var tool : body.path("tools")) {
            if (tool.path("type").asText().equals("function")) {
                tools.add(new Ask.Tool(
                        tool.path("name").asText(),
                        tool.path("parameters").isObject() ? tool.path("parameters") : ToolRule.NO_PARAMETERS));
            }
        }
        return tools;
    }

    private ToolRule.Choice toolChoice() {
        var choice = body.path("tool_choice");
        if (choice.path("type").asText().equals("function")) {
            return new ToolRule.Choice.Named(choice.path("name").asText());
        }
        return switch (choice.asText()) {
            case "none" -> new ToolRule.Choice.None();
            case "required" -> new ToolRule.Choice.Any();
            default -> new ToolRule.Choice.Auto();
        };
    }

    private Optional<JsonNode> schema() {
        var format = body.path("text").path("format");
        return switch (format.path("type").asText()) {
            case "json_object" -> Optional.of(ToolRule.ANY_JSON);
            case "json_schema" -> Optional.of(format.path("schema"));
            default -> Optional.empty();
        };
    }

    private int reasoning() {
        return switch (body.path("reasoning").path("effort").asText()) {
            case "low" -> 16;
            case "medium" -> 64;
            case "high", "xhigh" -> 256;
            default -> 0;
        };
    }
}
