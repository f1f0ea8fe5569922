package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them, in the client's order. Stateless. */
final class BedrockToolsMapper {
    private static final String CHOICE = "tool_choice";

    /** Adds {@code toolConfig} where there are tools; it must be there where calls are in the conversation. */
    void map(ObjectNode json, PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        List<JsonNode> tools = new ArrayList<>();
        for (ToolDefinition tool : body.tools()) {
            String path = "tools[" + tools.size() + "]";
            tools.add(spec(tool, path));
            BedrockPartMapper.mark(tools, ExtraJson.object(tool.extra(), path));
        }
        boolean called = body.messages().stream()
                .anyMatch(message -> !message.toolCalls().isEmpty());
        if (tools.isEmpty() && called) {
            throw new PromptRejectedException("tools: must be given for this provider where calls are in messages");
        }
        if (tools.isEmpty()) {
            return;
        }
        if (Boolean.FALSE.equals(body.sampling().parallelToolCalls())) {
            unsupported.refuse("parallel_tool_calls", "this provider cannot be held to one call at a time");
        }
        JsonNode choice = body.toolChoice() == null ? null : choice(body.toolChoice(), unsupported);
        if (choice != null && choice.isNull()) {
            if (!called) {
                return;
            }
            unsupported.refuse(CHOICE, "this provider knows no none where calls are in messages");
            choice = null;
        }
        ObjectNode config = json.putObject("toolConfig");
        config.putArray("tools").addAll(tools);
        if (choice != null) {
            config.set("toolChoice", choice);
        }
    }

    private static ObjectNode spec(ToolDefinition tool, String path) throws PromptRejectedException {
        if (!tool.type().equals("function")) {
            throw new PromptRejectedException(
                    path + ".type: this provider has functions only (got \"" + tool.type() + "\")");
        }
        ObjectNode json = WireJson.object();
        ObjectNode spec = json.putObject("toolSpec").put("name", tool.name());
        WireJson.put(spec, "description", tool.description());
        String at = path + ".function.parameters";
        JsonNode schema = tool.parameters() == null ? WireJson.object() : ExtraJson.value(tool.parameters(), at);
        if (!(schema instanceof ObjectNode object)) {
            throw new PromptRejectedException(at + ": must be a JSON object");
        }
        if (!object.has("type")) {
            object.put("type", "object");
        }
        spec.putObject("inputSchema").set("json", object);
        return json;
    }

    /** JSON's null: no tool may be called. Null: left out. */
    private static @Nullable JsonNode choice(String json, Unsupported unsupported) throws PromptRejectedException {
        JsonNode node = json.matches("[a-z]+") ? WireJson.object().textNode(json) : ExtraJson.value(json, CHOICE);
        ObjectNode choice = WireJson.object();
        if (node.isTextual()) {
            switch (node.textValue()) {
                case "auto" -> choice.putObject("auto");
                case "required" -> choice.putObject("any");
                case "none" -> {
                    return WireJson.object().nullNode();
                }
                default -> throw new PromptRejectedException("tool_choice: is not known");
            }
            return choice;
        }
        String name = node.path("function").path("name").textValue();
        if (name == null) {
            unsupported.refuse(CHOICE, "this provider knows auto, none, required and one function");
            return null;
        }
        choice.putObject("tool").put("name", name);
        return choice;
    }
}
