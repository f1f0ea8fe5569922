package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of an answer that plain replies and gathered streams have in common. */
final class OpenAiAnswerMapper {
    private OpenAiAnswerMapper() {}

    static ChatMessage message(ObjectNode json) {
        List<ToolCall> calls = new ArrayList<>();
        json.path("tool_calls").forEach(call -> calls.add(call(call, calls.size())));
        return new ChatMessage(
                role(json.path("role")),
                content(json.path("content")),
                calls,
                null,
                text(json.path("name")),
                rest(json, "role", "content", "tool_calls", "name"));
    }

    /** Null without a role or with one we have no word for. */
    static Role role(JsonNode node) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(node.textValue()))
                .findFirst()
                .orElse(Role.ASSISTANT);
    }

    /** {@code UNKNOWN} when there is none, or one we have no word for. */
    static FinishReason finishReason(JsonNode node) {
        return Arrays.stream(FinishReason.values())
                .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(node.textValue()))
                .findFirst()
                .orElse(FinishReason.UNKNOWN);
    }

    /** The text of {@code json} without {@code typed} fields. */
    static String rest(ObjectNode json, String... typed) {
        ObjectNode rest = WireJson.object();
        rest.setAll(json);
        rest.remove(Arrays.asList(typed));
        return rest.isEmpty() ? WireJson.EMPTY : WireJson.text(rest);
    }

    static @Nullable String text(JsonNode node) {
        return node.textValue();
    }

    private static List<ContentPart> content(JsonNode node) {
        if (node.isTextual()) {
            return List.of(new ContentPart.TextPart(node.textValue()));
        }
        List<ContentPart> parts = new ArrayList<>();
        for (JsonNode part : node) {
            if (part instanceof ObjectNode json && part.path("text").isTextual() && isText(part)) {
                parts.add(new ContentPart.TextPart(json.path("text").textValue(), rest(json, "type", "text")));
            } else {
                parts.add(new ContentPart.OpaquePart(WireJson.text(part)));
            }
        }
        return parts;
    }

    private static boolean isText(JsonNode part) {
        return "text".equals(part.path("type").textValue());
    }

    /** A call of another kind than a function keeps its own object in {@code extra} and has no name. */
    private static ToolCall call(JsonNode node, int position) {
        ObjectNode extra = node instanceof ObjectNode object ? object.deepCopy() : WireJson.object();
        // Some hosts give no id: one that is stable within the answer lets the client's tool message refer to it.
        String id = extra.path("id").asText("call_" + position);
        String type = extra.path("type").asText("function");
        String name = "";
        String arguments = "";
        if (type.equals("function") && extra.get("function") instanceof ObjectNode function) {
            JsonNode said = function.path("arguments");
            name = function.path("name").asText("");
            arguments = said.isContainerNode() ? WireJson.text(said) : said.asText("");
            // Hosts that leave a function's arguments out mean none, and clients parse what they get.
            arguments = arguments.isEmpty() ? WireJson.EMPTY : arguments;
            function.remove(List.of("name", "arguments"));
            if (function.isEmpty()) {
                extra.remove("function");
            }
        }
        return new ToolCall(id, name, arguments, type, rest(extra, "id", "type", "index"));
    }
}
