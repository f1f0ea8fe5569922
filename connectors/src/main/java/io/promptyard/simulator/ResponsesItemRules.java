package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the Responses API demands of input items: parts that fit the role, a call for each output and an output for each call. */
final class ResponsesItemRules {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");
    private static final Set<String> OF_USERS = Set.of("input_text", "input_image", "input_file");
    private static final Set<String> OF_MODELS = Set.of("output_text", "refusal");

    private final Check check;
    private final Set<String> called = new LinkedHashSet<>();
    private final Set<String> answered = new LinkedHashSet<>();

    ResponsesItemRules(Check check) {
        this.check = check;
    }

    void check(JsonNode input) {
        for (var i = 0; check.clean() && i < input.size(); i++) {
            item("input[" + i + "]", input.get(i));
        }
        called.removeAll(answered);
        check.that(
                called.isEmpty(),
                () -> invalid(
                        "input",
                        null,
                        "No tool output found for function call "
                                + called.iterator().next() + "."));
    }

    private void item(String at, JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "message" -> message(at, item);
            case "function_call" -> {
                for (var name : new String[] {"call_id", "name", "arguments"}) {
                    check.that(item.path(name).isTextual(), () -> OpenAiErrors.missing(at + "." + name));
                }
                called.add(item.path("call_id").asText());
            }
            case "function_call_output" -> {
                var id = item.path("call_id").asText();
                check.that(!unset(item.path("output")), () -> OpenAiErrors.missing(at + ".output"));
                check.that(
                        called.contains(id),
                        () -> invalid(
                                "input", null, "No tool call found for function call output with call_id " + id + "."));
                answered.add(id);
            }
            case "reasoning" ->
                check.that(
                        item.path("encrypted_content")
                                .asText()
                                .equals(ResponsesWire.sealed(item.path("id").asText())),
                        () -> invalid(
                                "input",
                                "invalid_encrypted_content",
                                "The encrypted content for item "
                                        + item.path("id").asText() + " could not be verified."));
            default ->
                check.that(
                        false,
                        () -> OpenAiErrors.wrongValue(
                                at + ".type",
                                item.path("type").asText(),
                                "'message', 'function_call', 'function_call_output', and 'reasoning'"));
        }
    }

    private void message(String at, JsonNode item) {
        var role = item.path("role").asText();
        check.that(
                ROLES.contains(role),
                () -> OpenAiErrors.wrongValue(at + ".role", role, "'assistant', 'system', 'developer', and 'user'"));
        var content = item.path("content");
        check.that(!unset(content), () -> OpenAiErrors.missing(at + ".content"));
        var known = role.equals("assistant") ? OF_MODELS : OF_USERS;
        for (var i = 0; content.isArray() && i < content.size(); i++) {
            var part = content.get(i);
            var place = at + ".content[" + i + "]";
            check.that(
                    known.contains(part.path("type").asText()),
                    () -> OpenAiErrors.wrongValue(
                            place + ".type", part.path("type").asText(), String.join(", ", known)));
            check.that(
                    !part.path("type").asText().endsWith("_text")
                            || part.path("text").isTextual(),
                    () -> OpenAiErrors.missing(place + ".text"));
            check.that(
                    !part.path("type").asText().equals("input_image")
                            || part.path("image_url").asText().matches("(?s)(https?://|data:image/).+")
                            || part.path("file_id").isTextual(),
                    () -> invalid(place + ".image_url", "invalid_value", "Invalid '" + place + ".image_url'."));
        }
    }
}
