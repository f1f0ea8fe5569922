package io.promptyard.connector.cohere;

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
final class CoherePartMapper {

    /** The parts, without empty texts, which say nothing. */
    ArrayNode parts(List<ContentPart> content, boolean images, String path) throws PromptRejectedException {
        ArrayNode parts = WireJson.object().putArray("content");
        int position = 0;
        for (ContentPart part : content) {
            String at = path + ".content[" + position++ + "]";
            switch (part) {
                case TextPart text -> {
                    if (!text.text().isEmpty()) {
                        parts.add(text(text.text()));
                    }
                }
                case ImagePart image when images -> parts.add(image(image));
                case ImagePart image ->
                    throw new PromptRejectedException(at + ".type: images are for users to show to this provider");
                case AudioPart audio -> throw new PromptRejectedException(at + ".type: this provider cannot hear");
                case FilePart file ->
                    throw new PromptRejectedException(at + ".type: this provider takes no files (say documents)");
                case OpaquePart opaque -> parts.add(opaque(ExtraJson.value(opaque.json(), at), at));
            }
        }
        return parts;
    }

    /** A single text as a string. */
    static JsonNode shortest(ArrayNode parts) {
        JsonNode only = parts.path(0);
        return parts.size() == 1 && only.path("text").isTextual() ? only.path("text") : parts;
    }

    static ObjectNode text(String text) {
        return WireJson.object().put("type", "text").put("text", text);
    }

    private static ObjectNode image(ImagePart image) {
        ObjectNode json = WireJson.object().put("type", "image_url");
        WireJson.put(json.putObject("image_url").put("url", image.url()), "detail", image.detail());
        return json;
    }

    /** What another model once declined to say reads as text. */
    private static ObjectNode opaque(JsonNode part, String path) throws PromptRejectedException {
        if ("refusal".equals(part.path("type").textValue())) {
            return text(part.path("refusal").asText(""));
        }
        throw new PromptRejectedException(path + ".type: this provider has no such kind of part");
    }
}
