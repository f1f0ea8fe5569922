package io.promptyard.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** Images, audio and files of a dialect's request, as chat has them. Kinds are those of {@link RequestFields}. */
final class RequestParts {
    private RequestParts() {}

    /** A URL: of data, or an address; null when {@code node} is none. */
    static @Nullable JsonNode image(char kind, ObjectNode node, boolean data) {
        String url = switch (kind) {
            case 'O', 'C' -> node.at("/image_url/url").textValue();
            case 'R' -> node.path("image_url").textValue();
            case 'A' -> source(node, "image");
            case 'G' -> google(node, "image/");
            case 'B' -> bytes(node.path("image"), "image/");
            default -> null;
        };
        return url == null || url.startsWith("data:") != data ? null : TextNode.valueOf(url);
    }

    /** Where the wire does not say what kind of image it is. */
    static JsonNode png(JsonNode base64) {
        return TextNode.valueOf(of("image/png", base64.asText()));
    }

    /** {@code data} and {@code format}. */
    static @Nullable JsonNode audio(char kind, ObjectNode node) {
        if (kind == 'O') {
            return node.get("input_audio");
        }
        JsonNode inline = node.path("inlineData");
        String type = inline.path("mimeType").asText("");
        return type.startsWith("audio/")
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("data", inline.path("data").asText())
                        .put("format", type.substring("audio/".length()))
                : null;
    }

    /** A URL of data. */
    static @Nullable JsonNode file(char kind, ObjectNode node) {
        String url = switch (kind) {
            case 'O' -> node.at("/file/file_data").textValue();
            case 'R' -> node.path("file_data").textValue();
            case 'A' -> source(node, "document");
            case 'G' -> google(node, "application/");
            case 'B' -> bytes(node.path("document"), "application/");
            default -> null;
        };
        return url == null ? null : TextNode.valueOf(url);
    }

    private static @Nullable String source(ObjectNode node, String type) {
        if (!type.equals(node.path("type").textValue())) {
            return null;
        }
        JsonNode source = node.path("source");
        return source.has("url")
                ? source.path("url").textValue()
                : of(source.path("media_type").asText(), source.path("data").textValue());
    }

    private static @Nullable String google(ObjectNode node, String type) {
        JsonNode inline = node.path("inlineData");
        if (inline.path("mimeType").asText("").startsWith(type)) {
            return of(inline.path("mimeType").asText(), inline.path("data").textValue());
        }
        return type.equals("image/") ? node.at("/fileData/fileUri").textValue() : null;
    }

    private static @Nullable String bytes(JsonNode part, String type) {
        return of(type + part.path("format").asText(), part.at("/source/bytes").textValue());
    }

    private static @Nullable String of(String type, @Nullable String base64) {
        return base64 == null ? null : "data:" + type + ";base64," + base64;
    }
}
