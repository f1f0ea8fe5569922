package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one candidate: neighbouring texts of a stream put together, all else as it came. A part with a signature stays
 * alone, because the signature is its own. Not thread-safe.
 */
final class GeminiParts {
    /** Where an answer travels whole whose parts OpenAI's message cannot hold. */
    static final String WHOLE = "gemini_parts";

    static final String SIGNATURE = "thoughtSignature";

    private static final Set<String> TEXT_FIELDS = Set.of("text", "thought");
    private static final Set<String> CALL_FIELDS = Set.of("functionCall", SIGNATURE);
    private static final Set<String> FUNCTION_FIELDS = Set.of("id", "name", "args");

    private final List<ObjectNode> parts = new ArrayList<>();
    private @Nullable StringBuilder open;

    void add(JsonNode part) {
        if (!(part instanceof ObjectNode object)) {
            return;
        }
        boolean plain = isPlainText(object);
        if (plain && object.path("text").asText("").isEmpty()) {
            return;
        }
        if (plain && open != null && isThought(parts.getLast()) == isThought(object)) {
            open.append(object.path("text").asText(""));
            return;
        }
        close();
        parts.add(object.deepCopy());
        open = plain ? new StringBuilder(object.path("text").asText("")) : null;
    }

    List<ObjectNode> all() {
        close();
        open = null;
        return parts;
    }

    /** All parts where OpenAI's message cannot hold them: thoughts, then one text, then calls is what it can. */
    @Nullable
    ArrayNode whole() {
        int stage = 0;
        boolean fits = true;
        for (ObjectNode part : all()) {
            int next = stage(part);
            fits &= next >= stage && (next != 1 || stage != 1);
            stage = next < 0 ? stage : next;
        }
        return fits ? null : WireJson.object().putArray(WHOLE).addAll(parts);
    }

    static boolean isThought(JsonNode part) {
        return part.path("thought").asBoolean(false);
    }

    /** The signature in an {@code extra} field, where Google's own OpenAI-compatible address has it. */
    static @Nullable String signature(ObjectNode extra) {
        return extra.path("extra_content")
                .path("google")
                .path("thought_signature")
                .textValue();
    }

    /** The reverse: an {@code extra} field with the signature of {@code part}, if it has one. */
    static ObjectNode signatureExtra(JsonNode part) {
        ObjectNode extra = WireJson.object();
        if (part.path(SIGNATURE).isTextual()) {
            extra.putObject("extra_content").putObject("google").set("thought_signature", part.path(SIGNATURE));
        }
        return extra;
    }

    private void close() {
        if (open != null) {
            parts.getLast().put("text", open.toString());
        }
    }

    /** Where in a message of OpenAI's the part stands; negative: nowhere. */
    private static int stage(ObjectNode part) {
        if (isPlainText(part)) {
            return isThought(part) ? 0 : 1;
        }
        if (part.path("text").isTextual()) {
            boolean signedText =
                    !isThought(part) && !part.path("text").asText("").isEmpty();
            return signedText && hasOnly(part, Set.of("text", SIGNATURE)) ? 1 : -1;
        }
        boolean call = hasOnly(part, CALL_FIELDS) && hasOnly(part.path("functionCall"), FUNCTION_FIELDS);
        return call && part.path("functionCall").isObject() ? 2 : -1;
    }

    private static boolean isPlainText(JsonNode part) {
        return part.path("text").isTextual() && hasOnly(part, TEXT_FIELDS);
    }

    private static boolean hasOnly(JsonNode node, Set<String> names) {
        return node.properties().stream().allMatch(field -> names.contains(field.getKey()));
    }
}
