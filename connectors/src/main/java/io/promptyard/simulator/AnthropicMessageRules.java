package io.promptyard.simulator;

import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What Anthropic demands of the messages: the user begins, no text is empty, and the results of all tools that the assistant used stand
 * first in the one user message right after.
 */
final class AnthropicMessageRules {

    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final Check check;
    private final boolean toolsGiven;
    private final Set<String> everUsed = new HashSet<>();
    // Tool uses of the message before this one.
    private Set<String> owed = Set.of();

    AnthropicMessageRules(Check check, boolean toolsGiven) {
        this.check = check;
        this.toolsGiven = toolsGiven;
    }

    void check(JsonNode messages) {
        for (var i = 0; check.clean() && i < messages.size(); i++) {
            message(i, messages.get(i), i == messages.size() - 1);
        }
        var last = "messages." + (messages.size() - 1);
        check.that(owed.isEmpty(), () -> unanswered(last, owed));
    }

    private void message(int number, JsonNode message, boolean last) {
        var at = "messages." + number;
        var role = message.path("role").asText();
        check.that(message.isObject(), () -> invalid(at + ": Input should be a valid dictionary"));
        check.that(message.has("role"), () -> AnthropicErrors.required(at + ".role"));
        check.that(
                !role.equals("system"),
                () -> invalid(
                        "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter,"
                                + " not \"system\" as an input message role."));
        check.that(
                role.equals("user") || role.equals("assistant"),
                () -> invalid(at + ".role: Input should be 'user' or 'assistant'"));
        check.that(
                number > 0 || role.equals("user"), () -> invalid("messages: first message must use the \"user\" role"));
        message.fieldNames()
                .forEachRemaining(name -> check.that(
                        name.equals("role") || name.equals("content"), () -> AnthropicErrors.extra(at + "." + name)));
        check.that(message.has("content"), () -> AnthropicErrors.required(at + ".content"));
        var prefill = last && role.equals("assistant");
        content(at, message.path("content"), role, prefill);
    }

    private void content(String at, JsonNode content, String role, boolean prefill) {
        check.that(
                content.isTextual() || content.isArray(), () -> invalid(at + ".content: Input should be a valid list"));
        check.that(
                prefill || !content.isTextual() || !content.asText().isEmpty(),
                () -> invalid(
                        at
                                + ": all messages must have non-empty content except for the optional final assistant message"));
        check.that(
                prefill || !content.isArray() || !content.isEmpty(),
                () -> invalid(
                        at
                                + ": all messages must have non-empty content except for the optional final assistant message"));
        check.that(
                prefill || !content.isTextual() || !content.asText().isBlank(),
                () -> invalid("messages: text content blocks must contain non-whitespace text"));
        check.that(
                !prefill || !content.asText().endsWith(" ") && !content.asText().endsWith("\n"),
                () -> invalid("messages: final assistant content cannot end with trailing whitespace"));
        var uses = new LinkedHashSet<String>();
        var results = new LinkedHashSet<String>();
        var resultsOver = false;
        for (var i = 0; check.clean() && i < content.size(); i++) {
            var block = content.get(i);
            var isResult = block.path("type").asText().equals("tool_result");
            if (isResult && !resultsOver) {
                results.add(block.path("tool_use_id").asText());
            }
            resultsOver |= !isResult;
            block(at + ".content." + i, block, role, uses);
        }
        var missing = new LinkedHashSet<>(owed);
        missing.removeAll(results);
        check.that(missing.isEmpty(), () -> unanswered(at, missing));
        owed = uses;
    }

    private void block(String at, JsonNode block, String role, Set<String> uses) {
        check.that(block.has("type"), () -> AnthropicErrors.required(at + ".type"));
        switch (block.path("type").asText()) {
            case "text" -> text(at, block);
            case "image" -> image(at + ".image.source", block.path("source"));
            case "tool_use" -> use(at, block, role, uses);
            case "tool_result" -> result(at, block, role);
            case "document",
                    "thinking",
                    "redacted_thinking",
                    "search_result",
                    "server_tool_use",
                    "web_search_tool_result",
                    "container_upload" -> {}
            default ->
                check.that(
                        false,
                        () -> invalid(at + ": Input tag '" + block.path("type").asText()
                                + "' found using 'type' does not match any"
                                + " of the expected tags: 'document', 'image', 'redacted_thinking', 'search_result', 'text',"
                                + " 'thinking', 'tool_result', 'tool_use'"));
        }
    }

    private void text(String at, JsonNode block) {
        var text = block.path("text");
        check.that(text.isTextual(), () -> AnthropicErrors.required(at + ".text.text"));
        check.that(!text.asText().isEmpty(), () -> invalid("messages: text content blocks must be non-empty"));
        check.that(
                !text.asText().isBlank(),
                () -> invalid("messages: text content blocks must contain non-whitespace text"));
    }

    private void image(String at, JsonNode source) {
        switch (source.path("type").asText()) {
            case "base64" -> {
                var type = source.path("media_type").asText();
                check.that(
                        IMAGES.contains(type),
                        () -> invalid(
                                at
                                        + ".base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'"));
                check.that(
                        !source.path("data").asText().isEmpty(), () -> AnthropicErrors.required(at + ".base64.data"));
            }
            case "url" ->
                check.that(
                        source.path("url").asText().startsWith("https://")
                                || source.path("url").asText().startsWith("http://"),
                        () -> invalid(at + ".url.url: Only HTTPS URLs are supported."));
            case "file" -> check.that(source.has("file_id"), () -> AnthropicErrors.required(at + ".file.file_id"));
            default -> check.that(false, () -> AnthropicErrors.required(at));
        }
    }

    private void use(String at, JsonNode block, String role, Set<String> uses) {
        var id = block.path("id").asText();
        check.that(
                role.equals("assistant"),
                () -> invalid(at.replaceFirst("\\.content\\..*", "")
                        + ": `tool_use` blocks can only be in `assistant` messages"));
        check.that(toolsGiven, AnthropicMessageRules::undefinedTools);
        check.that(
                id.matches("[a-zA-Z0-9_-]+"),
                () -> invalid(at + ".tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'"));
        check.that(block.path("name").isTextual(), () -> AnthropicErrors.required(at + ".tool_use.name"));
        check.that(block.has("input"), () -> AnthropicErrors.required(at + ".tool_use.input"));
        check.that(
                block.path("input").isObject(),
                () -> invalid(at + ".tool_use.input: Input should be a valid dictionary"));
        check.that(everUsed.add(id), () -> invalid("messages: `tool_use` ids must be unique"));
        uses.add(id);
    }

    private void result(String at, JsonNode block, String role) {
        var id = block.path("tool_use_id").asText();
        check.that(
                role.equals("user"),
                () -> invalid(at.replaceFirst("\\.content\\..*", "")
                        + ": `tool_result` blocks can only be in `user` messages"));
        check.that(block.has("tool_use_id"), () -> AnthropicErrors.required(at + ".tool_result.tool_use_id"));
        check.that(toolsGiven, AnthropicMessageRules::undefinedTools);
        check.that(
                owed.contains(id),
                () -> invalid(at + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                        + ". Each `tool_result` block"
                        + " must have a corresponding `tool_use` block in the previous message."));
        for (var part : block.path("content")) {
            check.that(
                    !part.path("type").asText().equals("text")
                            || !part.path("text").asText().isEmpty(),
                    () -> invalid("messages: text content blocks must be non-empty"));
        }
    }

    private static WireError undefinedTools() {
        return invalid("Requests which have `tool_use` or `tool_result` blocks in messages must define tools");
    }

    private static WireError unanswered(String at, Set<String> ids) {
        return invalid(at + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                + String.join(", ", ids)
                + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }
}
