package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;
import java.util.List;

/** The content of a message as theirs: one text is a string, anything else a list. Stateless. */
final class ResponsesPartMapper {

    /** @param text what a text is called: {@code input_text}, or of a model {@code output_text} */
    JsonNode content(List<ContentPart> content, String text, String path) throws PromptRejectedException {
        if (content.size() == 1 && content.getFirst() instanceof TextPart only) {
            return WireJson.object().textNode(only.text());
        }
        ArrayNode parts = WireJson.object().putArray("content");
        for (ContentPart part : content) {
            String at = path + ".content[" + parts.size() + "]";
            parts.add(
                    switch (part) {
                        case TextPart said ->
                            WireJson.object().put("type", text).put("text", said.text());
                        case ImagePart image -> image(image);
                        case AudioPart audio ->
                            throw new PromptRejectedException(at + ".type: this provider cannot hear");
                        case FilePart file -> file(file);
                        case OpaquePart opaque -> refusal(ExtraJson.value(opaque.json(), at), at);
                    });
        }
        return parts;
    }

    private static ObjectNode image(ImagePart image) {
        ObjectNode json = WireJson.object().put("type", "input_image").put("image_url", image.url());
        WireJson.put(json, "detail", image.detail());
        return json;
    }

    private static ObjectNode file(FilePart file) {
        ObjectNode json = WireJson.object().put("type", "input_file");
        WireJson.put(json, "file_id", file.fileId());
        WireJson.put(json, "filename", file.filename());
        WireJson.put(json, "file_data", file.fileData());
        return json;
    }

    private static ObjectNode refusal(JsonNode part, String path) throws PromptRejectedException {
        if ("refusal".equals(part.path("type").textValue())) {
            return WireJson.object()
                    .put("type", "refusal")
                    .put("refusal", part.path("refusal").asText(""));
        }
        throw new PromptRejectedException(path + ".type: this provider has no such kind of part");
    }
}
