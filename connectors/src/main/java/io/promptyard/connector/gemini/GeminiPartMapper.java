package io.promptyard.connector.gemini;

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
import java.net.URLConnection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One part of a message as a part of theirs. */
final class GeminiPartMapper {
    private static final Pattern DATA_URL =
            Pattern.compile("data:([\\w.+-]+/[\\w.+-]+)(?:;[\\w-]+=[^;,]*)*;base64,", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_URI = Pattern.compile("(https?|gs)://.+");

    private final GeminiHost host;

    GeminiPartMapper(GeminiHost host) {
        this.host = host;
    }

    /** The part; empty for an empty text, which the API refuses and which says nothing. */
    Optional<ObjectNode> map(ContentPart part, String path) throws PromptRejectedException {
        return switch (part) {
            case TextPart text -> text.text().isEmpty() ? Optional.empty() : Optional.of(text(text.text()));
            case ImagePart image -> Optional.of(image(image, path));
            case AudioPart audio -> Optional.of(inline("audio/" + audio.format(), audio.data()));
            case FilePart file -> Optional.of(file(file, path));
            case OpaquePart opaque -> Optional.of(opaque(ExtraJson.value(opaque.json(), path), path));
        };
    }

    static ObjectNode text(String text) {
        return WireJson.object().put("text", text);
    }

    private ObjectNode image(ImagePart image, String path) throws PromptRejectedException {
        Matcher data = DATA_URL.matcher(image.url());
        if (data.lookingAt()) {
            return inline(data.group(1), image.url().substring(data.end()));
        }
        if (!FILE_URI.matcher(image.url()).matches()) {
            throw new PromptRejectedException(path + ".image_url.url: must be an http(s), gs or base64 data: URL");
        }
        return uri(image.url(), "image/jpeg", path + ".image_url.url");
    }

    private ObjectNode file(FilePart file, String path) throws PromptRejectedException {
        if (file.fileData() != null) {
            Matcher data = DATA_URL.matcher(file.fileData());
            if (!data.lookingAt()) {
                throw new PromptRejectedException(path + ".file.file_data: must be a base64 data: URL");
            }
            return inline(data.group(1), file.fileData().substring(data.end()));
        }
        if (file.fileId() == null || !FILE_URI.matcher(file.fileId()).matches()) {
            throw new PromptRejectedException(path + ".file.file_id: must be the URI of a file for this provider");
        }
        return uri(file.fileId(), null, path + ".file.file_id");
    }

    /** The end of the path says what a file is, where one of the hosts wants to be told. */
    private ObjectNode uri(String uri, @Nullable String otherwise, String path) throws PromptRejectedException {
        ObjectNode part = WireJson.object();
        ObjectNode data = part.putObject("fileData");
        if (host.wantsMimeTypes()) {
            String guessed = URLConnection.guessContentTypeFromName(uri.replaceFirst("[?#].*", ""));
            String type = guessed != null ? guessed : otherwise;
            if (type == null) {
                throw new PromptRejectedException(path + ": must end in the extension of a known kind of file");
            }
            data.put("mimeType", type);
        }
        data.put("fileUri", uri);
        return part;
    }

    /** What another model once declined to say reads as text. */
    private static ObjectNode opaque(JsonNode part, String path) throws PromptRejectedException {
        if ("refusal".equals(part.path("type").textValue())) {
            return text(part.path("refusal").asText(""));
        }
        throw new PromptRejectedException(path + ".type: this provider has no such kind of part");
    }

    private static ObjectNode inline(String mimeType, String data) {
        ObjectNode part = WireJson.object();
        part.putObject("inlineData").put("mimeType", mimeType).put("data", data);
        return part;
    }
}
