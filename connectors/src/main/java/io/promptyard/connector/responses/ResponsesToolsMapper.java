package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolDefinition;

/** Tools and the choice among them, in the client's order: flat, where chat has a {@code function} within. Stateless. */
final class ResponsesToolsMapper {

    /** Adds {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
    void map(ObjectNode json, PromptBody body) throws PromptRejectedException {
        if (!body.tools().isEmpty()) {
            ArrayNode tools = json.putArray("tools");
            for (ToolDefinition tool : body.tools()) {
                tools.add(tool(tool, "tools[" + tools.size() + "]"));
            }
        }
        if (body.toolChoice() != null) {
            json.set("tool_choice", choice(body.toolChoice()));
        }
        WireJson.put(json, "parallel_tool_calls", body.sampling().parallelToolCalls());
    }

    private static ObjectNode tool(ToolDefinition tool, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("type", tool.type());
        if (!tool.type().equals("function")) {
            // OpenAI's own, with their settings beside the type; custom ones have theirs within.
            ObjectNode extra = ExtraJson.object(tool.extra(), path);
            JsonNode own = extra.path(tool.type());
            json.setAll(own instanceof ObjectNode within ? within : extra);
            return json;
        }
        json.put("name", tool.name());
        WireJson.put(json, "description", tool.description());
        if (tool.parameters() == null) {
            json.putNull("parameters");
        } else {
            json.set("parameters", ExtraJson.value(tool.parameters(), path + ".function.parameters"));
        }
        // Strict unless told otherwise here, and not strict unless told otherwise in chat.
        return json.put("strict", Boolean.TRUE.equals(tool.strict()));
    }

    private static JsonNode choice(String json) throws PromptRejectedException {
        if (json.matches("[a-z]+")) {
            return WireJson.object().textNode(json);
        }
        JsonNode node = ExtraJson.value(json, "tool_choice");
        if (node.path("type").asText("").equals("allowed_tools")) {
            JsonNode allowed = node.path("allowed_tools");
            ObjectNode some = WireJson.object().put("type", "allowed_tools");
            some.put("mode", allowed.path("mode").asText("auto"));
            ArrayNode tools = some.putArray("tools");
            allowed.path("tools").forEach(tool -> tools.add(flat(tool)));
            return some;
        }
        return node.isObject() ? flat(node) : node;
    }

    /** {@code {type, function: {name}}} as {@code {type, name}}. */
    private static JsonNode flat(JsonNode named) {
        String type = named.path("type").asText("");
        return named.path(type) instanceof ObjectNode within
                ? WireJson.object().put("type", type).setAll(within)
                : named;
    }
}
