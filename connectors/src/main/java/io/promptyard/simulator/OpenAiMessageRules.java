package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What OpenAI demands of the messages: roles, content, and a tool message for each call of the assistant. */
final class OpenAiMessageRules {

    private static final Set<String> ROLES = Set.of("system", "assistant", "user", "function", "tool", "developer");

    /** OpenAI's, and below what hosts of this dialect take beside: their presets send it to a simulated one, too. */
    private static final Set<String> FIELDS = Set.of(
            "role",
            "content",
            "name",
            "tool_calls",
            "tool_call_id",
            "function_call",
            "refusal",
            "audio",
            "annotations",
            "reasoning_content",
            "reasoning",
            "reasoning_details",
            "cache_control",
            "prefix",
            "partial");

    private static final Set<String> CALL_FIELDS = Set.of("id", "type", "index", "function", "custom", "cache_control");
    private static final Set<String> PARTS = Set.of("text", "image_url", "input_audio", "file", "refusal");

    private final Check check;
    // Ids of the last assistant message's tool calls that no tool message has answered yet.
    private final Set<String> owed = new LinkedHashSet<>();
    private boolean afterCalls;

    OpenAiMessageRules(Check check) {
        this.check = check;
    }

    void check(JsonNode messages) {
        for (var i = 0; check.clean() && i < messages.size(); i++) {
            message("messages[" + i + "]", messages.get(i));
        }
        settled();
    }

    private void message(String at, JsonNode message) {
        check.that(message.isObject(), () -> OpenAiErrors.wrongType(at, "an object", message));
        var role = message.path("role");
        check.that(!unset(role), () -> OpenAiErrors.missing(at + ".role"));
        check.that(
                role.isTextual() && ROLES.contains(role.asText()),
                () -> OpenAiErrors.wrongValue(
                        at + ".role",
                        role.asText(),
                        "'system', 'assistant', 'user', 'function', 'tool', and 'developer'"));
        known(at, message, FIELDS);
        if (!role.asText().equals("tool")) {
            settled();
            afterCalls = false;
        }
        content(at, message);
        switch (role.asText()) {
            case "assistant" -> calls(at, message.path("tool_calls"));
            case "tool" -> result(at, message);
            default ->
                check.that(
                        unset(message.path("tool_calls")),
                        () -> invalid(
                                at + ".tool_calls",
                                "unknown_parameter",
                                "Unknown parameter: '" + at + ".tool_calls'."));
        }
    }

    private void known(String at, JsonNode object, Set<String> fields) {
        object.fieldNames()
                .forEachRemaining(name -> check.that(
                        fields.contains(name),
                        () -> invalid(
                                at + "." + name,
                                "unknown_parameter",
                                "Unknown parameter: '" + at + "." + name + "'.")));
    }

    private void content(String at, JsonNode message) {
        var content = message.path("content");
        var optional = message.path("role").asText().equals("assistant")
                && (!message.path("tool_calls").isEmpty()
                        || !unset(message.path("function_call"))
                        || !unset(message.path("audio"))
                        || !unset(message.path("refusal")));
        check.that(
                !unset(content) || optional,
                () -> invalid(at + ".content", null, "Invalid value for 'content': expected a string, got null."));
        check.that(
                unset(content) || content.isTextual() || content.isArray(),
                () -> OpenAiErrors.wrongType(at + ".content", "one of a string or array of objects", content));
        if (content.isArray()) {
            check.that(
                    !content.isEmpty(),
                    () -> invalid(at + ".content", "empty_array", "Invalid '" + at + ".content': empty array."));
            for (var i = 0; i < content.size(); i++) {
                part(at + ".content[" + i + "]", content.get(i));
            }
        }
    }

    private void part(String at, JsonNode part) {
        var type = part.path("type").asText();
        check.that(!unset(part.path("type")), () -> OpenAiErrors.missing(at + ".type"));
        check.that(
                PARTS.contains(type),
                () -> OpenAiErrors.wrongValue(
                        at + ".type", type, "'text', 'image_url', 'input_audio', 'refusal', and 'file'"));
        check.that(!type.equals("text") || part.path("text").isTextual(), () -> OpenAiErrors.missing(at + ".text"));
        var url = part.path("image_url").path("url");
        check.that(!type.equals("image_url") || url.isTextual(), () -> OpenAiErrors.missing(at + ".image_url.url"));
        check.that(
                !type.equals("image_url")
                        || url.asText().startsWith("https://")
                        || url.asText().startsWith("http://")
                        || url.asText().startsWith("data:image/"),
                () -> invalid(
                        "image_url", "invalid_image_url", "Invalid image URL: expected a URL or a base64 data URL."));
    }

    private void calls(String at, JsonNode calls) {
        if (unset(calls)) {
            return;
        }
        check.that(calls.isArray(), () -> OpenAiErrors.wrongType(at + ".tool_calls", "an array of objects", calls));
        check.that(
                !calls.isEmpty(),
                () -> invalid(
                        at + ".tool_calls",
                        "empty_array",
                        "Invalid '" + at + ".tool_calls': empty array. Expected an"
                                + " array with minimum length 1, but got an empty array instead."));
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var place = at + ".tool_calls[" + i + "]";
            check.that(call.path("id").isTextual(), () -> OpenAiErrors.missing(place + ".id"));
            check.that(call.path("type").isTextual(), () -> OpenAiErrors.missing(place + ".type"));
            known(place, call, CALL_FIELDS);
            var function = call.path("function");
            if (call.path("type").asText().equals("function")) {
                check.that(function.path("name").isTextual(), () -> OpenAiErrors.missing(place + ".function.name"));
                check.that(
                        function.path("arguments").isTextual(),
                        () -> unset(function.path("arguments"))
                                ? OpenAiErrors.missing(place + ".function.arguments")
                                : OpenAiErrors.wrongType(
                                        place + ".function.arguments", "a string", function.path("arguments")));
            }
            owed.add(call.path("id").asText());
        }
        afterCalls = true;
    }

    private void result(String at, JsonNode message) {
        check.that(
                afterCalls,
                () -> invalid(
                        at + ".role",
                        null,
                        "Invalid parameter: messages with role 'tool' must be a response to a"
                                + " preceeding message with 'tool_calls'."));
        check.that(message.path("tool_call_id").isTextual(), () -> OpenAiErrors.missing(at + ".tool_call_id"));
        var known = owed.remove(message.path("tool_call_id").asText());
        check.that(
                known,
                () -> invalid(
                        at + ".tool_call_id",
                        null,
                        "Invalid parameter: 'tool_call_id' of '"
                                + message.path("tool_call_id").asText()
                                + "' not found in 'tool_calls' of previous message."));
    }

    private void settled() {
        check.that(
                owed.isEmpty(),
                () -> invalid(
                        "messages",
                        null,
                        "An assistant message with 'tool_calls' must be followed by tool messages responding"
                                + " to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
                                + String.join(", ", owed)));
        owed.clear();
    }
}
