package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a model said. Text is one string; parts of other kinds make the content an array. */
final class MessageWriter {
    private MessageWriter() {}

    static ObjectNode write(ChatMessage message) {
        ObjectNode node = Json.object().put("role", "assistant");
        content(node, message.content());
        node.putNull("refusal");
        ObjectNode extra = Json.extra(message.extra());
        if (extra.has("refusal")) {
            node.remove("refusal");
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = node.putArray("tool_calls");
            message.toolCalls().forEach(call -> calls.add(toolCall(call)));
        }
        Json.merge(node, extra);
        return node;
    }

    /** The text of an answer, empty when it has none. */
    static String text(ChatMessage message) {
        StringBuilder text = new StringBuilder();
        for (ContentPart part : message.content()) {
            if (part instanceof TextPart piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    private static void content(ObjectNode node, List<ContentPart> content) {
        if (content.isEmpty()) {
            node.putNull("content");
        } else if (content.size() == 1 && content.getFirst() instanceof TextPart only) {
            node.put("content", only.text());
        } else if (content.stream().allMatch(TextPart.class::isInstance)) {
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(((TextPart) part).text()));
            node.put("content", text.toString());
        } else {
            ArrayNode parts = node.putArray("content");
            content.forEach(part -> parts.add(part(part)));
        }
    }

    private static ObjectNode part(ContentPart part) {
        ObjectNode node = Json.object();
        switch (part) {
            case TextPart text -> {
                node.put("type", "text").put("text", text.text());
                Json.merge(node, text.extra());
            }
            case ImagePart image -> {
                ObjectNode inner = node.put("type", "image_url").putObject("image_url");
                inner.put("url", image.url());
                putIfGiven(inner, "detail", image.detail());
                Json.merge(node, image.extra());
            }
            case AudioPart audio -> {
                ObjectNode inner = node.put("type", "input_audio").putObject("input_audio");
                inner.put("data", audio.data()).put("format", audio.format());
                Json.merge(node, audio.extra());
            }
            case FilePart file -> {
                ObjectNode inner = node.put("type", "file").putObject("file");
                putIfGiven(inner, "file_id", file.fileId());
                putIfGiven(inner, "file_data", file.fileData());
                putIfGiven(inner, "filename", file.filename());
                Json.merge(node, file.extra());
            }
            case OpaquePart opaque -> Json.merge(node, opaque.json());
        }
        return node;
    }

    private static void putIfGiven(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    static ObjectNode toolCall(ToolCall call) {
        ObjectNode node = Json.object().put("id", call.id()).put("type", call.type());
        if ("function".equals(call.type())) {
            node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
        Json.merge(node, call.extra());
        return node;
    }
}
