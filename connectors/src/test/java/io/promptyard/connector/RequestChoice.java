package io.promptyard.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect's request says of the choice among tools, as {@code auto}, {@code none}, {@code required} or {@code
 * name:<function>}. Kinds are those of {@link RequestFields}; of two tools offered one means that function where there is no
 * other way to name it.
 */
final class RequestChoice {
    private static final String NAME = "name:";

    private RequestChoice() {}

    static @Nullable JsonNode of(char kind, JsonNode request) {
        String choice = switch (kind) {
            case 'O' -> chat(request.path("tool_choice"), "/function/name");
            case 'R' -> chat(request.path("tool_choice"), "/name");
            case 'A' -> anthropic(request.path("tool_choice"));
            case 'G' -> gemini(request.at("/toolConfig/functionCallingConfig"));
            case 'B' -> bedrock(request.path("toolConfig"));
            case 'C' -> cohere(request);
            default -> request.has("tools") ? "auto" : "none";
        };
        return choice == null ? null : TextNode.valueOf(choice);
    }

    private static @Nullable String chat(JsonNode choice, String name) {
        return choice.isTextual()
                ? choice.textValue()
                : choice.at(name).isTextual() ? NAME + choice.at(name).textValue() : null;
    }

    private static @Nullable String anthropic(JsonNode choice) {
        return switch (choice.path("type").asText("")) {
            case "any" -> "required";
            case "tool" -> NAME + choice.path("name").asText();
            case "auto", "none" -> choice.path("type").asText();
            default -> null;
        };
    }

    private static @Nullable String gemini(JsonNode config) {
        JsonNode allowed = config.path("allowedFunctionNames");
        return switch (config.path("mode").asText("")) {
            case "ANY" -> allowed.size() == 1 ? NAME + allowed.path(0).asText() : "required";
            case "NONE" -> "none";
            case "AUTO" -> "auto";
            default -> null;
        };
    }

    private static String bedrock(JsonNode config) {
        JsonNode choice = config.path("toolChoice");
        if (config.isMissingNode()) {
            return "none";
        }
        return choice.has("any")
                ? "required"
                : choice.has("tool") ? NAME + choice.at("/tool/name").asText() : "auto";
    }

    private static String cohere(JsonNode request) {
        String word = request.path("tool_choice").asText("");
        boolean one = request.path("tools").size() == 1;
        return switch (word) {
            case "NONE" -> "none";
            case "REQUIRED" -> one ? NAME + request.at("/tools/0/function/name").asText() : "required";
            default -> "auto";
        };
    }
}
