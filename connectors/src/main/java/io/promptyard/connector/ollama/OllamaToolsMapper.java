package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolDefinition;
import org.jspecify.annotations.Nullable;

/** Tools, in the client's order. The API leaves the choice to the model: one that may call none is offered none. Stateless. */
final class OllamaToolsMapper {

    /** Adds {@code tools} where there are any. */
    void map(ObjectNode json, PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        ArrayNode tools = WireJson.object().putArray("tools");
        for (ToolDefinition tool : body.tools()) {
            tools.add(function(tool, "tools[" + tools.size() + "]"));
        }
        if (tools.isEmpty()) {
            return;
        }
        boolean offered = mayCall(body.toolChoice(), unsupported);
        if (offered && Boolean.FALSE.equals(body.sampling().parallelToolCalls())) {
            unsupported.refuse("parallel_tool_calls", "this provider cannot be held to one call at a time");
        }
        if (offered) {
            json.set("tools", tools);
        }
    }

    private static boolean mayCall(@Nullable String choice, Unsupported unsupported) throws PromptRejectedException {
        if (choice == null) {
            return true;
        }
        JsonNode node =
                choice.matches("[a-z]+") ? WireJson.object().textNode(choice) : ExtraJson.value(choice, "tool_choice");
        return switch (node.asText("")) {
            case "auto" -> true;
            case "none" -> false;
            default -> {
                unsupported.refuse("tool_choice", "this provider knows auto and none");
                yield true;
            }
        };
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
        JsonNode schema = tool.parameters() == null
                ? WireJson.object().put("type", "object").set("properties", WireJson.object())
                : ExtraJson.value(tool.parameters(), at);
        if (!schema.isObject()) {
            throw new PromptRejectedException(at + ": must be a JSON object");
        }
        function.set("parameters", schema);
        return json;
    }
}
