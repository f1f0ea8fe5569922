package io.promptyard.simulator;

import static io.promptyard.simulator.BedrockErrors.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What Bedrock demands of the messages: turns that alternate, no empty text, and the results of all calls right after them. */
final class BedrockMessageRules {

    private static final Set<String> BLOCKS = Set.of(
            "text", "image", "document", "toolUse", "toolResult", "reasoningContent", "cachePoint", "guardContent");
    private static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ()\\[\\]-]+");
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9._:-]{1,64}");

    private final Check check;
    private Set<String> owed = Set.of();
    private boolean calls;

    BedrockMessageRules(Check check) {
        this.check = check;
    }

    void check(JsonNode body) {
        var messages = body.path("messages");
        var next = "user";
        for (var i = 0; check.clean() && i < messages.size(); i++) {
            var message = messages.get(i);
            var at = "messages." + i;
            var expected = next;
            check.that(
                    message.path("role").asText().equals(expected),
                    () -> invalid(
                            "A conversation must alternate between user and assistant roles. Make sure the conversation"
                                    + " alternates between user and assistant roles and try again."));
            next = expected.equals("user") ? "assistant" : "user";
            check.that(
                    message.path("content").isArray()
                            && !message.path("content").isEmpty(),
                    () -> invalid("The content field in the Message object at " + at + " is empty."));
            content(at, message);
        }
        check.that(owed.isEmpty(), () -> invalid("Expected toolResult blocks for the following Ids: " + owed));
        check.that(
                !calls || body.has("toolConfig"),
                () -> invalid(
                        "The toolConfig field must be defined when using toolUse and toolResult content blocks."));
    }

    private void content(String at, JsonNode message) {
        var used = new LinkedHashSet<String>();
        var answered = new LinkedHashSet<String>();
        for (var block : message.path("content")) {
            check.that(
                    block.size() == 1 && BLOCKS.contains(block.fieldNames().next()),
                    () -> invalid("The content block at " + at + " must be one of " + BLOCKS + "."));
            block(at, block);
            if (block.has("toolUse")) {
                used.add(block.path("toolUse").path("toolUseId").asText());
            } else if (block.has("toolResult")) {
                answered.add(block.path("toolResult").path("toolUseId").asText());
            }
        }
        calls |= !used.isEmpty() || !answered.isEmpty();
        var due = owed;
        check.that(
                answered.equals(due),
                () -> invalid("Expected toolResult blocks at " + at + ".content for the following Ids: " + due));
        owed = used;
    }

    private void block(String at, JsonNode block) {
        check.that(
                !block.has("text") || !block.path("text").asText().isBlank(),
                () -> invalid("The text field in the ContentBlock object at " + at + " is blank."));
        var image = block.path("image");
        check.that(
                !block.has("image")
                        || IMAGES.contains(image.path("format").asText())
                                && !image.path("source").path("bytes").asText().isEmpty(),
                () -> invalid("The image at " + at + " must have a format of " + IMAGES + " and bytes."));
        var document = block.path("document");
        check.that(
                !block.has("document")
                        || NAME.matcher(document.path("name").asText()).matches()
                                && !document.path("source")
                                        .path("bytes")
                                        .asText()
                                        .isEmpty(),
                () -> invalid("The document at " + at + " must have a name of letters, digits and ()[]- and bytes."));
        var use = block.path("toolUse");
        check.that(
                !block.has("toolUse")
                        || CALL_ID.matcher(use.path("toolUseId").asText()).matches()
                                && use.path("input").isObject()
                                && use.path("name").isTextual(),
                () -> invalid("The toolUse at " + at + " must have a toolUseId, a name and an object as input."));
        check.that(
                !block.has("toolResult")
                        || block.path("toolResult").path("content").isArray(),
                () -> invalid("The toolResult at " + at + " must have a list as content."));
        for (var part : block.path("toolResult").path("content")) {
            check.that(
                    !part.has("text") || !part.path("text").asText().isEmpty(),
                    () -> invalid("The text field in the toolResult at " + at + " is blank."));
        }
    }
}
