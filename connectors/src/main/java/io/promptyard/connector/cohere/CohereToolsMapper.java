package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.LeftOut;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolDefinition;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tools and the choice among them, in the client's order. The API has no word for one function or for some: then the others
 * are not offered, which comes to the same. Stateless.
 */
final class CohereToolsMapper {

    /** Adds {@code tools}, {@code strict_tools} and {@code tool_choice} where there are tools. */
    void map(ObjectNode json, PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        if (body.tools().isEmpty()) {
            return;
        }
        if (Boolean.FALSE.equals(body.sampling().parallelToolCalls())) {
            unsupported.refuse("parallel_tool_calls", "this provider cannot be held to one call at a time");
        }
        Choice choice = choice(body.toolChoice());
        ArrayNode tools = WireJson.object().putArray("tools");
        int position = 0;
        for (ToolDefinition tool : body.tools()) {
            ObjectNode made = function(tool, "tools[" + position++ + "]");
            if (choice.only == null || choice.only.contains(tool.name())) {
                tools.add(made);
            }
        }
        if (tools.isEmpty()) {
            throw new PromptRejectedException("tool_choice: names no tool that is offered");
        }
        json.set("tools", tools);
        if (body.tools().stream().allMatch(CohereToolsMapper::isStrict)) {
            json.put("strict_tools", true);
        } else {
            unsupported.leaveOut(LeftOut.STRICT, body.tools().stream().anyMatch(CohereToolsMapper::isStrict));
        }
        WireJson.put(json, "tool_choice", choice.word);
    }

    private static boolean isStrict(ToolDefinition tool) {
        return Boolean.TRUE.equals(tool.strict());
    }

    private static ObjectNode function(ToolDefinition tool, String path) throws PromptRejectedException {
        if (!tool.type().equals("function")) {
            throw new PromptRejectedException(
                    path + ".type: this provider has functions only (got \"" + tool.type() + "\")");
        }
        ObjectNode json = WireJson.object().put("type", "function");
        ObjectNode function = json.putObject("function").put("name", tool.name());
        WireJson.put(function, "description", tool.description());
        String at = path + ".function.parameters";
        JsonNode schema = tool.parameters() == null ? WireJson.object() : ExtraJson.value(tool.parameters(), at);
        if (!(schema instanceof ObjectNode object)) {
            throw new PromptRejectedException(at + ": must be a JSON object");
        }
        // Must be there, and must be of type object.
        function.set(
                "parameters",
                object.isEmpty() ? object.put("type", "object").set("properties", WireJson.object()) : object);
        return json;
    }

    private static Choice choice(@Nullable String json) throws PromptRejectedException {
        if (json == null) {
            return new Choice(null, null);
        }
        JsonNode node =
                json.matches("[a-z]+") ? WireJson.object().textNode(json) : ExtraJson.value(json, "tool_choice");
        if (node.isTextual()) {
            return switch (node.textValue()) {
                case "auto" -> new Choice(null, null);
                case "none" -> new Choice("NONE", null);
                case "required" -> new Choice("REQUIRED", null);
                default -> throw new PromptRejectedException("tool_choice: is not known");
            };
        }
        if ("allowed_tools".equals(node.path("type").textValue())) {
            JsonNode allowed = node.path("allowed_tools");
            Set<String> names = new HashSet<>();
            for (JsonNode tool : allowed.path("tools")) {
                names.add(tool.path("function").path("name").asText(""));
            }
            return new Choice("required".equals(allowed.path("mode").textValue()) ? "REQUIRED" : null, names);
        }
        String name = node.path("function").path("name").textValue();
        if (name == null) {
            throw new PromptRejectedException("tool_choice: this provider knows auto, none, required and functions");
        }
        return new Choice("REQUIRED", Set.of(name));
    }

    /** {@code only} null: all are offered. */
    private record Choice(@Nullable String word, @Nullable Set<String> only) {}
}
