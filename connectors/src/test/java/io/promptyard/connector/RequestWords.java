package io.promptyard.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.WireJson;
import java.util.ArrayList;
import java.util.List;

/** Reads a dialect's request back into what was said, a line for each thing: system, user and assistant texts, calls, their results. */
final class RequestWords {
    private final JsonNode request;
    private final List<String> said = new ArrayList<>();

    private RequestWords(JsonNode request) {
        this.request = request;
    }

    static List<String> said(String dialect, JsonNode request) {
        RequestWords words = new RequestWords(request);
        switch (dialect) {
            case "anthropic", "bedrock" -> words.blocks();
            case "gemini", "vertex" -> words.contents();
            case "responses" -> words.items();
            case "openai", "azure", "cohere", "ollama" -> words.messages();
            default -> throw new IllegalArgumentException(dialect);
        }
        return words.said;
    }

    /** Names and schemas of the tools offered. */
    static List<String> tools(String dialect, JsonNode request) {
        List<String> tools = new ArrayList<>();
        JsonNode list = switch (dialect) {
            case "bedrock" -> request.path("toolConfig").path("tools");
            case "gemini", "vertex" -> request.path("tools").path(0).path("functionDeclarations");
            default -> request.path("tools");
        };
        for (JsonNode each : list) {
            JsonNode tool = each.has("function")
                    ? each.path("function")
                    : each.path("toolSpec").isObject() ? each.path("toolSpec") : each;
            JsonNode schema = first(
                    tool.path("parameters"),
                    tool.path("input_schema"),
                    tool.path("inputSchema").path("json"),
                    tool.path("parametersJsonSchema"));
            tools.add(tool.path("name").asText() + " " + WireJson.text(schema));
        }
        return tools;
    }

    static int limit(JsonNode request) {
        return first(
                        request.path("max_tokens"),
                        request.path("max_completion_tokens"),
                        request.path("max_output_tokens"),
                        request.path("inferenceConfig").path("maxTokens"),
                        request.path("generationConfig").path("maxOutputTokens"),
                        request.path("options").path("num_predict"))
                .asInt(-1);
    }

    private static JsonNode first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (!node.isMissingNode()) {
                return node;
            }
        }
        return nodes[0];
    }

    private void messages() {
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asText();
            if (role.equals("tool")) {
                texts("result " + message.path("tool_call_id").asText(), message.path("content"));
                continue;
            }
            texts(role.equals("developer") ? "system" : role, message.path("content"));
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode function = call.path("function");
                call(call.path("id").asText(), function.path("name").asText(), function.path("arguments"));
            }
        }
    }

    private void blocks() {
        texts("system", request.path("system"));
        for (JsonNode message : request.path("messages")) {
            for (JsonNode block : message.path("content")) {
                JsonNode use = block.has("toolUse") ? block.path("toolUse") : block;
                JsonNode result = block.has("toolResult") ? block.path("toolResult") : block;
                if (block.has("text")) {
                    said.add(message.path("role").asText() + " "
                            + block.path("text").asText());
                } else if (use.has("input")) {
                    call(
                            first(use.path("id"), use.path("toolUseId")).asText(),
                            use.path("name").asText(),
                            use.path("input"));
                } else {
                    texts(
                            "result "
                                    + first(result.path("tool_use_id"), result.path("toolUseId"))
                                            .asText(),
                            result.path("content"));
                }
            }
        }
    }

    private void contents() {
        texts("system", request.path("systemInstruction").path("parts"));
        for (JsonNode content : request.path("contents")) {
            String role = content.path("role").asText().equals("model") ? "assistant" : "user";
            for (JsonNode part : content.path("parts")) {
                JsonNode call = part.path("functionCall");
                JsonNode result = part.path("functionResponse");
                if (part.has("text")) {
                    said.add(role + " " + part.path("text").asText());
                } else if (call.isObject()) {
                    call(call.path("id").asText(), call.path("name").asText(), call.path("args"));
                } else {
                    said.add("result " + result.path("id").asText() + " "
                            + result.path("response").path("output").asText());
                }
            }
        }
    }

    private void items() {
        texts("system", request.path("instructions"));
        for (JsonNode item : request.path("input")) {
            switch (item.path("type").asText("message")) {
                case "function_call" ->
                    call(item.path("call_id").asText(), item.path("name").asText(), item.path("arguments"));
                case "function_call_output" ->
                    texts("result " + item.path("call_id").asText(), item.path("output"));
                default -> {
                    String role = item.path("role").asText();
                    texts(role.equals("developer") ? "system" : role, item.path("content"));
                }
            }
        }
    }

    private void texts(String who, JsonNode content) {
        if (content.isTextual()) {
            text(who, content.asText());
            return;
        }
        for (JsonNode part : content) {
            text(who, part.path("text").asText());
        }
    }

    private void text(String who, String text) {
        if (!text.isEmpty()) {
            said.add(who + " " + text);
        }
    }

    private void call(String id, String name, JsonNode arguments) {
        try {
            JsonNode read = arguments.isTextual() ? WireJson.parse(arguments.asText()) : arguments;
            said.add("call " + id + " " + name + " " + WireJson.text(read));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
