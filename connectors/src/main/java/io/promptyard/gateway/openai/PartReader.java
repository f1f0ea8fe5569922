package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;

/** Reads one part of a message's content; a part of an unknown kind is kept whole. */
final class PartReader {
    private PartReader() {}

    static ContentPart read(JsonNode part, String path) {
        if (!(part instanceof ObjectNode object)) {
            throw InvalidRequest.type(path, "an object");
        }
        JsonNode type = object.get("type");
        if (type == null || !type.isTextual()) {
            throw type == null
                    ? InvalidRequest.missing(path + ".type")
                    : InvalidRequest.type(path + ".type", "a string");
        }
        Fields fields = new Fields(object, path);
        return switch (type.textValue()) {
            case "text" -> text(fields);
            case "image_url" -> image(fields);
            case "input_audio" -> audio(fields);
            case "file" -> file(fields);
            default -> new OpaquePart(Json.text(object));
        };
    }

    private static TextPart text(Fields fields) {
        fields.take("type");
        return new TextPart(fields.requiredText("text"), fields.rest());
    }

    private static ImagePart image(Fields fields) {
        fields.take("type");
        Fields image = fields.required("image_url");
        String url = image.requiredText("url");
        String detail = image.text("detail");
        fields.settle("image_url");
        return new ImagePart(url, detail, fields.rest());
    }

    private static AudioPart audio(Fields fields) {
        fields.take("type");
        Fields audio = fields.required("input_audio");
        String data = audio.requiredText("data");
        String format = audio.requiredText("format");
        fields.settle("input_audio");
        return new AudioPart(data, format, fields.rest());
    }

    private static FilePart file(Fields fields) {
        fields.take("type");
        Fields file = fields.required("file");
        String id = file.text("file_id");
        String data = file.text("file_data");
        String name = file.text("filename");
        fields.settle("file");
        return new FilePart(id, data, name, fields.rest());
    }
}
