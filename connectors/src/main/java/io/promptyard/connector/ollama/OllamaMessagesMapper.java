package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conversation as it stands; a message has one text, and images beside it. Stateless. */
final class OllamaMessagesMapper {
    private static final Pattern DATA_URL = Pattern.compile("data:[^,]*;base64,", Pattern.CASE_INSENSITIVE);

    ArrayNode map(List<ChatMessage> messages) throws PromptRejectedException {
        ArrayNode array = WireJson.object().putArray("messages");
        Map<String, String> names = new HashMap<>();
        for (ChatMessage message : messages) {
            String path = "messages[" + array.size() + "]";
            ObjectNode json = array.addObject();
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> content(json.put("role", "system"), message, path);
                case USER -> content(json.put("role", "user"), message, path);
                case ASSISTANT -> {
                    assistant(json.put("role", "assistant"), message, path);
                    message.toolCalls().forEach(call -> names.put(call.id(), call.name()));
                }
                case TOOL -> {
                    content(json.put("role", "tool"), message, path);
                    WireJson.put(json, "tool_name", names.get(message.toolCallId()));
                    WireJson.put(json, "tool_call_id", message.toolCallId());
                }
                case FUNCTION, UNKNOWN ->
                    throw new PromptRejectedException(path + ".role: this provider has no such role");
            }
        }
        return array;
    }

    private static void content(ObjectNode json, ChatMessage message, String path) throws PromptRejectedException {
        List<String> texts = new ArrayList<>();
        ArrayNode images = WireJson.object().putArray("images");
        int position = 0;
        for (ContentPart part : message.content()) {
            String at = path + ".content[" + position++ + "]";
            switch (part) {
                case TextPart text when text.text().isEmpty() -> {
                    // Says nothing.
                }
                case TextPart text -> texts.add(text.text());
                case ImagePart image -> images.add(image(image, at));
                case AudioPart audio -> throw new PromptRejectedException(at + ".type: this provider cannot hear");
                case FilePart file -> throw new PromptRejectedException(at + ".type: this provider takes no files");
                case OpaquePart opaque -> texts.add(refusal(ExtraJson.value(opaque.json(), at), at));
            }
        }
        json.put("content", String.join("\n", texts));
        if (!images.isEmpty()) {
            json.set("images", images);
        }
    }

    private static String image(ImagePart image, String path) throws PromptRejectedException {
        Matcher data = DATA_URL.matcher(image.url());
        if (!data.lookingAt()) {
            throw new PromptRejectedException(path + ".image_url.url: must be a base64 data: URL for this provider");
        }
        return image.url().substring(data.end());
    }

    /** What another model once declined to say reads as text. */
    private static String refusal(JsonNode part, String path) throws PromptRejectedException {
        if ("refusal".equals(part.path("type").textValue())) {
            return part.path("refusal").asText("");
        }
        throw new PromptRejectedException(path + ".type: this provider has no such kind of part");
    }

    private static void assistant(ObjectNode json, ChatMessage message, String path) throws PromptRejectedException {
        content(json, message, path);
        ObjectNode extra = ExtraJson.object(message.extra(), path);
        WireJson.put(json, "thinking", extra.path(SingleChoice.REASONING).textValue());
        if (message.toolCalls().isEmpty()) {
            return;
        }
        ArrayNode calls = json.putArray("tool_calls");
        for (ToolCall call : message.toolCalls()) {
            calls.add(call(call, calls.size(), path + ".tool_calls[" + calls.size() + "]"));
        }
    }

    private static ObjectNode call(ToolCall call, int index, String path) throws PromptRejectedException {
        if (!call.type().equals("function")) {
            throw new PromptRejectedException(path + ".type: this provider has functions only");
        }
        JsonNode arguments = call.arguments().isBlank()
                ? WireJson.object()
                : ExtraJson.value(call.arguments(), path + ".function.arguments");
        if (!arguments.isObject()) {
            throw new PromptRejectedException(path + ".function.arguments: must be a JSON object");
        }
        ObjectNode json = WireJson.object().put("id", call.id());
        json.putObject("function").put("index", index).put("name", call.name()).set("arguments", arguments);
        return json;
    }
}
