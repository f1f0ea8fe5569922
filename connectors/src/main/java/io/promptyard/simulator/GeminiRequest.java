package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a valid {@code generateContent} request into an {@link Ask}. */
final class GeminiRequest {

    private static final int DYNAMIC = 64;

    private final GeminiPath path;
    private final JsonNode body;
    private final JsonNode contents;
    private final JsonNode config;
    private long bytes;
    private int blobs;

    GeminiRequest(GeminiPath path, JsonNode body) {
        this.path = path;
        this.body = body;
        this.contents = body.path("contents");
        this.config = body.path("generationConfig");
    }

    Ask ask() {
        var prompt = promptTokens();
        var question = question();
        return new Ask(
                ModelName.parse(path.model()),
                path.stream(),
                true,
                Math.max(1, config.path("candidateCount").asInt(1)),
                config.path("maxOutputTokens").asInt(Integer.MAX_VALUE),
                question,
                ToolRule.calls(tools(), choice(), question, userAsksLast(), true),
                schema(),
                stops(),
                prompt,
                body.hasNonNull("cachedContent") ? prompt / 2 : 0,
                0,
                thinking());
    }

    private int promptTokens() {
        if (body.hasNonNull("tools")) {
            bytes += Tokens.utf8Length(body.path("tools").toString());
        }
        count(body.path("systemInstruction"));
        contents.forEach(this::count);
        return Tokens.ofBytes(bytes) + blobs * Tokens.PER_IMAGE;
    }

    private void count(JsonNode content) {
        for (var part : content.path("parts")) {
            bytes += Tokens.utf8Length(part.path("text").asText());
            for (var function : List.of(part.path("functionCall"), part.path("functionResponse"))) {
                if (function.isObject()) {
                    bytes += Tokens.utf8Length(function.toString());
                }
            }
            blobs += part.has("inlineData") || part.has("fileData") ? 1 : 0;
        }
    }

    private String question() {
        for (var i = contents.size() - 1; i >= 0; i--) {
            var text = new StringBuilder();
            if (!contents.get(i).path("role").asText("user").equals("model")) {
                contents.get(i)
                        .path("parts")
                        .forEach(part -> text.append(part.path("text").asText()));
            }
            if (!text.isEmpty()) {
                return text.toString();
            }
        }
        return "";
    }

    // A content of results hands over what was asked for; it asks for nothing new.
    private boolean userAsksLast() {
        var last = contents.path(contents.size() - 1);
        var asks = !last.path("role").asText("user").equals("model");
        for (var part : last.path("parts")) {
            asks &= !part.has("functionResponse");
        }
        return asks;
    }

    private List<Ask.Tool> tools() {
        var tools = new ArrayList<Ask.Tool>();
        for (var tool : body.path("tools")) {
            for (var function : tool.path("functionDeclarations")) {
                var schema =
                        function.path(function.has("parametersJsonSchema") ? "parametersJsonSchema" : "parameters");
                tools.add(new Ask.Tool(
                        function.path("name").asText(), schema.isObject() ? schema : ToolRule.NO_PARAMETERS));
            }
        }
        var allowed = new ArrayList<String>();
        calling().path("allowedFunctionNames").forEach(name -> allowed.add(name.asText()));
        return allowed.isEmpty()
                ? tools
                : tools.stream().filter(tool -> allowed.contains(tool.name())).toList();
    }

    private ToolRule.Choice choice() {
        return switch (calling().path("mode").asText("AUTO")) {
            case "ANY" -> new ToolRule.Choice.Any();
            case "NONE" -> new ToolRule.Choice.None();
            default -> new ToolRule.Choice.Auto();
        };
    }

    private JsonNode calling() {
        return body.path("toolConfig").path("functionCallingConfig");
    }

    private Optional<JsonNode> schema() {
        for (var name : List.of("responseJsonSchema", "responseSchema")) {
            if (config.path(name).isObject()) {
                return Optional.of(config.path(name));
            }
        }
        return config.path("responseMimeType").asText().equals("application/json")
                ? Optional.of(ToolRule.ANY_JSON)
                : Optional.empty();
    }

    private List<String> stops() {
        var stops = new ArrayList<String>();
        config.path("stopSequences").forEach(stop -> stops.add(stop.asText()));
        return List.copyOf(stops);
    }

    private int thinking() {
        var thinking = config.path("thinkingConfig");
        if (thinking.has("thinkingBudget")) {
            var budget = thinking.path("thinkingBudget").asInt();
            return budget < 0 ? DYNAMIC : Math.min(budget, DYNAMIC);
        }
        return switch (thinking.path("thinkingLevel").asText().toLowerCase(Locale.ROOT)) {
            case "minimal" -> 8;
            case "low" -> 16;
            case "medium" -> 32;
            case "high" -> DYNAMIC;
            default -> 0;
        };
    }
}
