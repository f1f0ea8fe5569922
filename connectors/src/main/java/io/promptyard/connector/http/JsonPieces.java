package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object that comes in pieces: texts and lists go on, objects are filled up, of anything else the last holds. Not
 * thread-safe.
 */
public final class JsonPieces {
    /** Reasoning comes in as many pieces as the answer: texts grow in builders. */
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

    private final ObjectNode rest = WireJson.object();

    public void add(String name, JsonNode piece) {
        if (piece.isTextual()) {
            texts.computeIfAbsent(name, ignored -> new StringBuilder()).append(piece.textValue());
        } else {
            append(rest, name, piece);
        }
    }

    /** All of it so far, the caller's own; texts come last. */
    public ObjectNode build() {
        ObjectNode whole = rest.deepCopy();
        texts.forEach((name, text) -> whole.put(name, text.toString()));
        return whole;
    }

    /** Adds one piece to {@code into}; {@code piece} itself stays as it is. */
    public static void append(ObjectNode into, String name, JsonNode piece) {
        JsonNode before = into.get(name);
        if (before != null && before.isTextual() && piece.isTextual()) {
            into.put(name, before.textValue() + piece.textValue());
        } else if (before instanceof ArrayNode list && piece instanceof ArrayNode more) {
            list.addAll(more);
        } else if (before instanceof ObjectNode object && piece instanceof ObjectNode more) {
            more.properties().forEach(field -> append(object, field.getKey(), field.getValue()));
        } else {
            into.set(name, piece.deepCopy());
        }
    }
}
