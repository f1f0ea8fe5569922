package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One part of a message as a content block; a part's {@code extra}, {@code cache_control} above all, goes along. */
final class AnthropicPartMapper {
    private static final Pattern DATA_URL =
            Pattern.compile("data:([\\w.+-]+/[\\w.+-]+)(?:;[\\w-]+=[^;,]*)*;base64,", Pattern.CASE_INSENSITIVE);

    /** The block; empty for an empty text, which the API refuses and which says nothing. */
    Optional<JsonNode> map(ContentPart part, String path) throws PromptRejectedException {
        return switch (part) {
            case TextPart text ->
                text.text().isEmpty()
                        ? Optional.empty()
                        : Optional.of(merged(block("text").put("text", text.text()), text.extra(), path));
            case ImagePart image -> Optional.of(image(image, path));
            case AudioPart audio -> throw new PromptRejectedException(path + ": this provider hears no audio");
            case FilePart file -> Optional.of(file(file, path));
            case OpaquePart opaque -> Optional.of(opaque(ExtraJson.value(opaque.json(), path)));
        };
    }

    private static ObjectNode image(ImagePart image, String path) throws PromptRejectedException {
        ObjectNode block = block("image");
        Matcher data = DATA_URL.matcher(image.url());
        if (data.lookingAt()) {
            base64(block, data.group(1), image.url().substring(data.end()));
        } else if (image.url().startsWith("https://") || image.url().startsWith("http://")) {
            block.putObject("source").put("type", "url").put("url", image.url());
        } else {
            throw new PromptRejectedException(path + ".image_url.url: must be an http(s) or base64 data: URL");
        }
        return merged(block, image.extra(), path);
    }

    private static ObjectNode file(FilePart file, String path) throws PromptRejectedException {
        Matcher data = DATA_URL.matcher(file.fileData() == null ? "" : file.fileData());
        if (file.fileData() == null || !data.lookingAt()) {
            throw new PromptRejectedException(path + ".file.file_data: must be a base64 data: URL");
        }
        ObjectNode block = block("document");
        base64(block, data.group(1), file.fileData().substring(data.end()));
        if (file.filename() != null) {
            block.put("title", file.filename());
        }
        return merged(block, file.extra(), path);
    }

    /** What another model once declined to say reads as text; any other kind is the API's to judge. */
    private static JsonNode opaque(JsonNode part) {
        return "refusal".equals(part.path("type").textValue())
                ? block("text").put("text", part.path("refusal").asText(""))
                : part;
    }

    private static void base64(ObjectNode block, String mediaType, String data) {
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", data);
    }

    private static ObjectNode block(String type) {
        return WireJson.object().put("type", type);
    }

    private static ObjectNode merged(ObjectNode block, String extra, String path) throws PromptRejectedException {
        ObjectNode more = ExtraJson.object(extra, path);
        more.remove(List.of("image_url", "file"));
        WireJson.merge(block, more);
        return block;
    }
}
