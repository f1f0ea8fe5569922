package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them, in the client's order. Stateless. */
final class GeminiToolsMapper {
    /** Tools that Google runs itself; what stands under the same name goes along. */
    private static final Set<String> GOOGLES = Set.of("googleSearch", "codeExecution", "urlContext", "googleMaps");

    /** Adds {@code tools} and {@code toolConfig} where there are tools. */
    void map(ObjectNode json, PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        if (body.tools().isEmpty()) {
            return;
        }
        if (Boolean.FALSE.equals(body.sampling().parallelToolCalls())) {
            unsupported.refuse("parallel_tool_calls", "this provider cannot be held to one call at a time");
        }
        ArrayNode tools = json.putArray("tools");
        ArrayNode functions = WireJson.object().putArray("functionDeclarations");
        List<JsonNode> others = new ArrayList<>();
        int position = 0;
        for (ToolDefinition tool : body.tools()) {
            String path = "tools[" + position++ + "]";
            if (tool.type().equals("function")) {
                functions.add(function(tool, path));
            } else {
                others.add(google(tool, path));
            }
        }
        if (!functions.isEmpty()) {
            tools.addObject().set("functionDeclarations", functions);
        }
        others.forEach(tools::add);
        ObjectNode calling = choice(body.toolChoice());
        if (calling != null && !functions.isEmpty()) {
            json.putObject("toolConfig").set("functionCallingConfig", calling);
        }
    }

    private static ObjectNode google(ToolDefinition tool, String path) throws PromptRejectedException {
        if (!GOOGLES.contains(tool.type())) {
            throw new PromptRejectedException(
                    path + ".type: this provider has functions and its own tools only (got \"" + tool.type() + "\")");
        }
        JsonNode settings = ExtraJson.object(tool.extra(), path).path(tool.type());
        ObjectNode json = WireJson.object();
        json.set(tool.type(), settings.isObject() ? settings : WireJson.object());
        return json;
    }

    private static ObjectNode function(ToolDefinition tool, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("name", tool.name());
        if (tool.description() != null) {
            json.put("description", tool.description());
        }
        if (tool.parameters() == null) {
            return json;
        }
        String at = path + ".function.parameters";
        if (!(ExtraJson.value(tool.parameters(), at) instanceof ObjectNode schema)) {
            throw new PromptRejectedException(at + ": must be a JSON object");
        }
        if (!schema.isEmpty()) {
            json.set("parametersJsonSchema", GeminiSchema.ofFunction(schema, at));
        }
        return json;
    }

    private static @Nullable ObjectNode choice(@Nullable String json) throws PromptRejectedException {
        if (json == null) {
            return null;
        }
        JsonNode node =
                json.matches("[a-z]+") ? WireJson.object().textNode(json) : ExtraJson.value(json, "tool_choice");
        if (node.isTextual()) {
            return switch (node.textValue()) {
                case "auto" -> mode("AUTO");
                case "none" -> mode("NONE");
                case "required" -> mode("ANY");
                default -> throw new PromptRejectedException("tool_choice: is not known");
            };
        }
        if ("allowed_tools".equals(node.path("type").textValue())) {
            return allowed(node.path("allowed_tools"));
        }
        String name = node.path("function").path("name").textValue();
        if (name == null) {
            throw new PromptRejectedException("tool_choice: this provider knows auto, none, required and functions");
        }
        ObjectNode one = mode("ANY");
        one.putArray("allowedFunctionNames").add(name);
        return one;
    }

    /** Some of the tools: one of them must be called, or may be. */
    private static ObjectNode allowed(JsonNode allowed) throws PromptRejectedException {
        ObjectNode some = mode("required".equals(allowed.path("mode").textValue()) ? "ANY" : "VALIDATED");
        ArrayNode names = some.putArray("allowedFunctionNames");
        for (JsonNode tool : allowed.path("tools")) {
            String name = tool.path("function").path("name").textValue();
            if (name == null) {
                throw new PromptRejectedException("tool_choice.allowed_tools.tools: must be functions");
            }
            names.add(name);
        }
        return some;
    }

    private static ObjectNode mode(String mode) {
        return WireJson.object().put("mode", mode);
    }
}
