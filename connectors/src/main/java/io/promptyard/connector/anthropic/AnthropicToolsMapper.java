package io.promptyard.connector.anthropic;

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

/** Tools and the choice among them, in the client's order. Stateless. */
final class AnthropicToolsMapper {

    /** Adds {@code tools} and {@code tool_choice} where there are tools. */
    void map(ObjectNode json, PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        if (body.tools().isEmpty()) {
            return;
        }
        ArrayNode array = json.putArray("tools");
        for (ToolDefinition tool : body.tools()) {
            array.add(tool(tool, "tools[" + array.size() + "]"));
        }
        ObjectNode choice = choice(body.toolChoice(), unsupported);
        boolean oneAtATime = Boolean.FALSE.equals(body.sampling().parallelToolCalls());
        if (choice == null && oneAtATime) {
            choice = WireJson.object().put("type", "auto");
        }
        if (choice != null) {
            if (oneAtATime && !"none".equals(choice.path("type").textValue())) {
                choice.put("disable_parallel_tool_use", true);
            }
            json.set("tool_choice", choice);
        }
    }

    private static ObjectNode tool(ToolDefinition tool, String path) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(tool.extra(), path);
        if (tool.type().equals("custom")) {
            throw new PromptRejectedException(path + ".type: this provider has functions only (got \"custom\")");
        }
        if (!tool.type().equals("function")) {
            ObjectNode json = WireJson.object().put("type", tool.type());
            WireJson.merge(json, extra);
            return json;
        }
        ObjectNode json = WireJson.object().put("name", tool.name());
        if (tool.description() != null) {
            json.put("description", tool.description());
        }
        JsonNode schema = tool.parameters() == null
                ? WireJson.object()
                : ExtraJson.value(tool.parameters(), path + ".function.parameters");
        if (!(schema instanceof ObjectNode object)) {
            throw new PromptRejectedException(path + ".function.parameters: must be a JSON object");
        }
        json.set("input_schema", withType(object));
        extra.remove("function");
        WireJson.merge(json, extra);
        return json;
    }

    /** The API wants the type said; OpenAI takes a schema of nothing for "no arguments". */
    private static ObjectNode withType(ObjectNode schema) {
        if (schema.has("type")) {
            return schema;
        }
        ObjectNode typed = WireJson.object().put("type", "object");
        typed.setAll(schema);
        return typed;
    }

    private static @Nullable ObjectNode choice(@Nullable String json, Unsupported unsupported)
            throws PromptRejectedException {
        if (json == null) {
            return null;
        }
        JsonNode node =
                json.matches("[a-z]+") ? WireJson.object().textNode(json) : ExtraJson.value(json, "tool_choice");
        if (node.isTextual()) {
            return switch (node.textValue()) {
                case "auto", "none" -> WireJson.object().put("type", node.textValue());
                case "required" -> WireJson.object().put("type", "any");
                default -> throw new PromptRejectedException("tool_choice: is not known");
            };
        }
        String name = node.path("function").path("name").textValue();
        if (name == null) {
            unsupported.refuse("tool_choice", "this provider knows auto, none, required or one function");
            return null;
        }
        return WireJson.object().put("type", "tool").put("name", name);
    }
}
