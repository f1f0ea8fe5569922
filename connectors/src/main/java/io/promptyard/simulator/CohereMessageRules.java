package io.promptyard.simulator;

import static io.promptyard.simulator.CohereErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** What Cohere demands of the messages: parts that fit the role, and a tool message for each call, right behind it. */
final class CohereMessageRules {

    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private final Check check;
    private final Set<String> owed = new LinkedHashSet<>();

    CohereMessageRules(Check check) {
        this.check = check;
    }

    void check(JsonNode messages) {
        var spoken = false;
        for (var i = 0; check.clean() && i < messages.size(); i++) {
            var message = messages.get(i);
            message("messages[" + i + "]", message);
            spoken |= !message.path("role").asText().equals("system");
        }
        settled();
        var someone = spoken;
        check.that(someone, () -> invalid("messages must hold more than system messages"));
    }

    private void message(String at, JsonNode message) {
        var role = message.path("role").asText();
        check.that(
                ROLES.contains(role), () -> invalid(at + ".role must be one of 'system', 'user', 'assistant', 'tool'"));
        if (!role.equals("tool")) {
            settled();
        }
        switch (role) {
            case "user" -> content(at, message, Set.of("text", "image_url"), false);
            case "assistant" -> assistant(at, message);
            case "tool" -> {
                content(at, message, Set.of("text", "document"), true);
                var id = message.path("tool_call_id").asText();
                check.that(
                        owed.remove(id), () -> invalid(at + ".tool_call_id '" + id + "' has no tool call before it"));
            }
            default -> content(at, message, Set.of("text"), false);
        }
    }

    private void content(String at, JsonNode message, Set<String> types, boolean mayBeEmpty) {
        var content = message.path("content");
        check.that(
                content.isTextual() && (mayBeEmpty || !content.asText().isEmpty())
                        || content.isArray() && !content.isEmpty(),
                () -> invalid(at + ".content must be a string or a list, and not empty"));
        if (content.isArray()) {
            for (var part : content) {
                var type = part.path("type").asText();
                check.that(types.contains(type), () -> invalid(at + ".content: type '" + type + "' is not valid here"));
                check.that(
                        !type.equals("text") || !part.path("text").asText().isEmpty(),
                        () -> invalid(at + ".content: text must not be empty"));
                var url = part.path("image_url").path("url").asText();
                check.that(
                        !type.equals("image_url") || url.matches("(?s)(https?://.+|data:image/[a-z+.-]+;base64,.+)"),
                        () -> invalid(at + ".content: image_url.url must be a URL or a base64 data URI"));
            }
        }
    }

    private void assistant(String at, JsonNode message) {
        var calls = message.path("tool_calls");
        check.that(
                !unset(message.path("content")) || !calls.isEmpty(),
                () -> invalid(at + " must have content or tool_calls"));
        if (!unset(message.path("content"))) {
            content(at, message, Set.of("text", "thinking"), false);
        }
        for (var call : calls) {
            var function = call.path("function");
            check.that(
                    call.path("id").isTextual()
                            && call.path("type").asText().equals("function")
                            && function.path("name").isTextual(),
                    () -> invalid(at + ".tool_calls must have an id, the type 'function' and a function with a name"));
            check.that(
                    function.path("arguments").isTextual()
                            && Json.read(function.path("arguments").asText().getBytes(StandardCharsets.UTF_8))
                                    .filter(JsonNode::isObject)
                                    .isPresent(),
                    () -> invalid(at + ".tool_calls: arguments must be a JSON object as a string"));
            owed.add(call.path("id").asText());
        }
    }

    private void settled() {
        check.that(
                owed.isEmpty(),
                () -> invalid("tool_calls " + owed + " must be followed by tool messages with their results"));
    }
}
