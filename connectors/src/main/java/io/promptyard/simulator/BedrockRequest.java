package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a valid Converse request into an {@link Ask}. */
final class BedrockRequest {

    private static final int UNBOUNDED = 1 << 20;

    private final BedrockPath path;
    private final JsonNode body;
    private final JsonNode messages;

    BedrockRequest(BedrockPath path, JsonNode body) {
        this.path = path;
        this.body = body;
        this.messages = body.path("messages");
    }

    Ask ask() {
        var prompt = promptTokens();
        var question = question();
        var cached = body.toString().contains("\"cachePoint\"");
        var inference = body.path("inferenceConfig");
        var stops = new ArrayList<String>();
        inference.path("stopSequences").forEach(it -> stops.add(it.asText()));
        return new Ask(
                ModelName.parse(path.model()),
                path.stream(),
                true,
                1,
                inference.path("maxTokens").asInt(UNBOUNDED),
                question,
                ToolRule.calls(tools(), toolChoice(), question, !question.isEmpty(), true),
                Optional.empty(),
                List.copyOf(stops),
                prompt,
                cached ? prompt / 2 : 0,
                cached ? prompt / 4 : 0,
                0);
    }

    private int promptTokens() {
        var bytes = unset(body.path("toolConfig"))
                ? 0L
                : Tokens.utf8Length(body.path("toolConfig").toString());
        var images = 0;
        for (var block : body.path("system")) {
            bytes += Tokens.utf8Length(block.path("text").asText());
        }
        for (var message : messages) {
            for (var block : message.path("content")) {
                bytes += Tokens.utf8Length(block.path("text").asText());
                bytes += block.has("toolUse") || block.has("toolResult") ? Tokens.utf8Length(block.toString()) : 0;
                images += block.has("image") ? 1 : 0;
            }
        }
        return Tokens.ofBytes(bytes) + images * Tokens.PER_IMAGE;
    }

    /** What the last message says; empty when it is the model's, or results. */
    private String question() {
        var last = messages.path(messages.size() - 1);
        var text = new StringBuilder();
        if (last.path("role").asText().equals("user")) {
            last.path("content").forEach(block -> text.append(block.path("text").asText()));
        }
        return text.toString();
    }

    private List<Ask.Tool> tools() {
        var tools = new ArrayList<Ask.Tool>();
        for (var tool : body.path("toolConfig").path("tools")) {
            var spec = tool.path("toolSpec");
            if (spec.isObject()) {
                tools.add(new Ask.Tool(
                        spec.path("name").asText(), spec.path("inputSchema").path("json")));
            }
        }
        return tools;
    }

    private ToolRule.Choice toolChoice() {
        var choice = body.path("toolConfig").path("toolChoice");
        if (choice.has("tool")) {
            return new ToolRule.Choice.Named(choice.path("tool").path("name").asText());
        }
        return choice.has("any") ? new ToolRule.Choice.Any() : new ToolRule.Choice.Auto();
    }
}
