package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a message as blocks of theirs; a mark for a prompt cache is a block of its own, behind. Stateless. */
final class BedrockPartMapper {
    private static final Pattern DATA_URL = Pattern.compile("data:([\\w.+-]+/[\\w.+-]+)[^,]*;base64,");
    private static final Map<String, String> IMAGES =
            Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif", "image/webp", "webp");
    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf",
            "pdf",
            "text/csv",
            "csv",
            "text/html",
            "html",
            "text/plain",
            "txt",
            "text/markdown",
            "md",
            "application/msword",
            "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx");

    /** The blocks of {@code message}, without empty texts, which the API refuses. */
    List<JsonNode> blocks(ChatMessage message, String path) throws PromptRejectedException {
        List<JsonNode> blocks = new ArrayList<>();
        int position = 0;
        for (ContentPart part : message.content()) {
            String at = path + ".content[" + position++ + "]";
            switch (part) {
                case TextPart text -> {
                    if (!text.text().isEmpty()) {
                        blocks.add(text(text.text()));
                        mark(blocks, ExtraJson.object(text.extra(), at));
                    }
                }
                case ImagePart image -> {
                    blocks.add(image(image, at));
                    mark(blocks, ExtraJson.object(image.extra(), at));
                }
                case FilePart file -> {
                    blocks.add(document(file, at));
                    mark(blocks, ExtraJson.object(file.extra(), at));
                }
                case AudioPart audio -> throw new PromptRejectedException(at + ".type: this provider cannot hear");
                case OpaquePart opaque -> blocks.add(refusal(ExtraJson.value(opaque.json(), at), at));
            }
        }
        if (!blocks.isEmpty()) {
            mark(blocks, ExtraJson.object(message.extra(), path));
        }
        return blocks;
    }

    static ObjectNode text(String text) {
        return WireJson.object().put("text", text);
    }

    /** What stands before is cached. */
    static void mark(List<JsonNode> blocks, ObjectNode extra) {
        if (extra.path("cache_control").isObject()) {
            ObjectNode point = WireJson.object();
            point.putObject("cachePoint").put("type", "default");
            blocks.add(point);
        }
    }

    private static ObjectNode image(ImagePart image, String path) throws PromptRejectedException {
        Matcher data = DATA_URL.matcher(image.url());
        String format = data.lookingAt() ? IMAGES.get(data.group(1).toLowerCase(Locale.ROOT)) : null;
        if (format == null) {
            throw new PromptRejectedException(
                    path + ".image_url.url: must be a base64 data: URL of a PNG, JPEG, GIF or WebP for this provider");
        }
        ObjectNode json = WireJson.object();
        json.putObject("image")
                .put("format", format)
                .putObject("source")
                .put("bytes", image.url().substring(data.end()));
        return json;
    }

    private static ObjectNode document(FilePart file, String path) throws PromptRejectedException {
        String given = String.valueOf(file.fileData());
        Matcher data = DATA_URL.matcher(given);
        String format = data.lookingAt() ? DOCUMENTS.get(data.group(1).toLowerCase(Locale.ROOT)) : null;
        if (format == null) {
            throw new PromptRejectedException(path
                    + ".file.file_data: must be a base64 data: URL of a kind of document that this provider reads");
        }
        // Must have a name, of these characters only.
        String name = file.filename() == null ? "document" : file.filename().replaceFirst("\\.\\w+$", "");
        ObjectNode json = WireJson.object();
        json.putObject("document")
                .put("format", format)
                .put("name", name.replaceAll("[^A-Za-z0-9()\\[\\]-]+", "-"))
                .putObject("source")
                .put("bytes", given.substring(data.end()));
        return json;
    }

    /** What another model once declined to say reads as text. */
    private static ObjectNode refusal(JsonNode part, String path) throws PromptRejectedException {
        if ("refusal".equals(part.path("type").textValue())) {
            return text(part.path("refusal").asText(""));
        }
        throw new PromptRejectedException(path + ".type: this provider has no such kind of part");
    }
}
