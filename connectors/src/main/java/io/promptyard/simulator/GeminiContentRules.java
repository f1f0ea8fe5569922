package io.promptyard.simulator;

import static io.promptyard.simulator.GeminiErrors.field;
import static io.promptyard.simulator.GeminiErrors.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * What Google demands of the contents: no part is empty, as many results as calls stand right after them under the names of
 * the calls, and models that sign want the first call of each step of the current turn back with its signature.
 */
final class GeminiContentRules {

    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult");
    private static final Set<String> BESIDE =
            Set.of("thought", "thoughtSignature", "videoMetadata", "mediaResolution", "partMetadata");

    private final Check check;
    private final GeminiPath path;
    // Calls of the content before this one, in order.
    private List<JsonNode> owed = List.of();

    GeminiContentRules(Check check, GeminiPath path) {
        this.check = check;
        this.path = path;
    }

    void check(JsonNode body) {
        var contents = body.path("contents");
        check.that(!contents.isEmpty(), () -> field("contents", "contents is not specified"));
        parts("system_instruction", body.path("systemInstruction"), body.has("systemInstruction"));
        for (var i = 0; check.clean() && i < contents.size(); i++) {
            content(i, contents.get(i));
        }
        check.that(owed.isEmpty(), GeminiContentRules::mismatch);
        if (path.signs()) {
            signatures(contents);
        }
    }

    private void content(int number, JsonNode content) {
        var at = "contents[" + number + "]";
        var role = content.path("role").asText("user");
        check.that(role.equals("user") || role.equals("model"), () -> invalid("Please use a valid role: user, model."));
        parts(at, content, true);
        var calls = new ArrayList<JsonNode>();
        var results = new ArrayList<JsonNode>();
        for (var part : content.path("parts")) {
            if (part.has("functionCall")) {
                calls.add(part.path("functionCall"));
            } else if (part.has("functionResponse")) {
                results.add(part.path("functionResponse"));
            }
        }
        check.that(
                calls.isEmpty() || number > 0 && role.equals("model"),
                () -> invalid("Please ensure that function call turn comes immediately after a user turn or after a"
                        + " function response turn."));
        check.that(
                results.isEmpty() || !owed.isEmpty(),
                () -> invalid(
                        "Please ensure that function response turn comes immediately after a function call turn."));
        check.that(results.size() == owed.size(), GeminiContentRules::mismatch);
        answers(results);
        owed = List.copyOf(calls);
    }

    private void answers(List<JsonNode> results) {
        var open = new ArrayList<>(owed);
        for (var result : results) {
            var call = open.stream()
                    .filter(it -> it.path("name").equals(result.path("name")))
                    .filter(it -> it.path("id").equals(result.path("id")))
                    .findFirst();
            check.that(
                    call.isPresent(),
                    () -> invalid("Please ensure that the function response parts match the function call parts of the"
                            + " function call turn."));
            call.ifPresent(open::remove);
        }
    }

    private static WireError mismatch() {
        return invalid(
                "Please ensure that the number of function response parts is equal to the number of function call"
                        + " parts of the function call turn.");
    }

    private void parts(String at, JsonNode content, boolean present) {
        check.that(
                !present || !content.path("parts").isEmpty(),
                () -> field(at + ".parts", "contents.parts must not be empty."));
        content.fieldNames()
                .forEachRemaining(name ->
                        check.that(name.equals("role") || name.equals("parts"), () -> GeminiErrors.unknown(name, at)));
        for (var i = 0; check.clean() && i < content.path("parts").size(); i++) {
            part(at + ".parts[" + i + "]", content.path("parts").get(i));
        }
    }

    private void part(String at, JsonNode part) {
        var kinds = 0;
        for (var name : (Iterable<String>) part::fieldNames) {
            check.that(DATA.contains(name) || BESIDE.contains(name), () -> GeminiErrors.unknown(name, at));
            kinds += DATA.contains(name) ? 1 : 0;
        }
        var one = kinds == 1;
        var empty =
                part.path("text").isTextual() && part.path("text").asText().isEmpty() && !part.has("thoughtSignature");
        check.that(
                one && !empty,
                () -> field(at + ".data", "required oneof field 'data' must have one initialized field"));
        blob(at, part.path("inlineData"), part.has("inlineData"));
        var file = part.path("fileData");
        check.that(
                !part.has("fileData") || file.path("fileUri").asText().matches("(https?|gs)://.+"),
                () -> invalid("Invalid or unsupported file uri: "
                        + file.path("fileUri").asText()));
        check.that(
                !part.has("fileData") || !path.vertex() || file.has("mimeType"),
                () -> invalid("The mimeType parameter with value  is not supported. MIME type is required."));
        function(at + ".function_call", part.path("functionCall"), Set.of("id", "name", "args"), "args");
        function(
                at + ".function_response", part.path("functionResponse"), Set.of("id", "name", "response"), "response");
    }

    private void function(String at, JsonNode function, Set<String> fields, String object) {
        if (function.isMissingNode()) {
            return;
        }
        function.fieldNames()
                .forEachRemaining(name -> check.that(
                        fields.contains(name) && !(path.vertex() && name.equals("id")),
                        () -> GeminiErrors.unknown(name, at)));
        check.that(!function.path("name").asText().isEmpty(), () -> field(at + ".name", "Name cannot be empty."));
        var value = function.path(object);
        check.that(
                value.isObject() || object.equals("args") && value.isMissingNode(),
                () -> invalid(
                        "Invalid value at '" + at + "." + object + "' (type.googleapis.com/google.protobuf.Struct)"));
    }

    private void blob(String at, JsonNode blob, boolean present) {
        check.that(
                !present || blob.path("mimeType").asText().contains("/"),
                () -> invalid("Unable to determine the MIME type of '" + at + ".inline_data'."));
        check.that(
                !present || isBase64(blob.path("data").asText()),
                () -> invalid("Invalid value at '" + at + ".inline_data.data' (TYPE_BYTES), Base64 decoding failed"));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The current turn is what follows the last content of a user that says something of its own. */
    private void signatures(JsonNode contents) {
        var begin = 0;
        for (var i = 0; i < contents.size(); i++) {
            var content = contents.get(i);
            var speaks = false;
            for (var part : content.path("parts")) {
                speaks |= !part.has("functionResponse");
            }
            begin = speaks && !content.path("role").asText("user").equals("model") ? i : begin;
        }
        for (var i = begin; check.clean() && i < contents.size(); i++) {
            step(i, contents.get(i));
        }
    }

    private void step(int number, JsonNode content) {
        var first = true;
        for (var part : content.path("parts")) {
            var call = part.path("functionCall");
            if (call.isMissingNode()) {
                continue;
            }
            var signature = part.path("thoughtSignature");
            var needed = first;
            first = false;
            check.that(
                    !needed || signature.isTextual(),
                    () -> invalid("Function call `" + call.path("name").asText() + "` in the `" + number
                            + ". content block` is missing a `thought_signature`."));
            check.that(
                    !signature.isTextual() || GeminiSignature.holds(signature.asText(), call),
                    () -> invalid("Corrupted thought signature."));
        }
    }
}
