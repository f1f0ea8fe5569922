package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One message of a request. Stateless. */
final class OpenAiMessageMapper {
    private final OwnFields own;

    OpenAiMessageMapper(OwnFields own) {
        this.own = own;
    }

    ObjectNode map(ChatMessage message, String path) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        ObjectNode json = WireJson.object();
        if (message.role() != Role.UNKNOWN) {
            json.put("role", message.role().name().toLowerCase(Locale.ROOT));
        } else if (!extra.path("role").isTextual()) {
            throw new PromptRejectedException(path + ".role: is not known");
        }
        content(json, message.content(), extra, path);
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = json.putArray("tool_calls");
            for (ToolCall call : message.toolCalls()) {
                calls.add(call(call, path + ".tool_calls[" + calls.size() + "]"));
            }
        }
        putIfGiven(json, "tool_call_id", message.toolCallId());
        putIfGiven(json, "name", message.name());
        WireJson.merge(json, extra);
        own.remove(json);
        return json;
    }

    /** One plain text is a string: the form that every host understands. */
    private static void content(ObjectNode json, List<ContentPart> parts, ObjectNode extra, String path)
            throws PromptRejectedException {
        if (parts.size() == 1
                && parts.getFirst() instanceof TextPart text
                && text.extra().equals(WireJson.EMPTY)) {
            json.put("content", text.text());
        } else if (!parts.isEmpty()) {
            ArrayNode array = json.putArray("content");
            for (ContentPart part : parts) {
                array.add(part(part, path + ".content[" + array.size() + "]"));
            }
        } else if (!extra.has("content")) {
            json.putNull("content");
        }
    }

    private static JsonNode part(ContentPart part, String path) throws PromptRejectedException {
        return switch (part) {
            case TextPart text ->
                merged(WireJson.object().put("type", "text").put("text", text.text()), text.extra(), path);
            case ImagePart image -> image(image, path);
            case AudioPart audio -> audio(audio, path);
            case FilePart file -> file(file, path);
            case OpaquePart opaque -> ExtraJson.value(opaque.json(), path);
        };
    }

    private static ObjectNode image(ImagePart image, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("type", "image_url");
        ObjectNode url = json.putObject("image_url").put("url", image.url());
        putIfGiven(url, "detail", image.detail());
        return merged(json, image.extra(), path);
    }

    private static ObjectNode audio(AudioPart audio, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("type", "input_audio");
        json.putObject("input_audio").put("data", audio.data()).put("format", audio.format());
        return merged(json, audio.extra(), path);
    }

    private static ObjectNode file(FilePart file, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("type", "file");
        ObjectNode inner = json.putObject("file");
        putIfGiven(inner, "file_id", file.fileId());
        putIfGiven(inner, "file_data", file.fileData());
        putIfGiven(inner, "filename", file.filename());
        return merged(json, file.extra(), path);
    }

    private static ObjectNode call(ToolCall call, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("id", call.id()).put("type", call.type());
        // Calls of other kinds keep their own object in extra.
        if (call.type().equals("function")) {
            json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
        return merged(json, call.extra(), path);
    }

    private static ObjectNode merged(ObjectNode json, String extra, String path) throws PromptRejectedException {
        WireJson.merge(json, ExtraJson.object(extra, path));
        return json;
    }

    private static void putIfGiven(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
