package io.promptyard.connector.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it was written: numbers keep their digits and objects the order of their keys, because prompt caches of
 * providers match bytes. Stateless.
 */
public final class WireJson {
    /** An empty object as text: what {@code extra} is when nothing is left over. */
    public static final String EMPTY = "{}";

    private static final int LONGEST_STRING = 64 * 1024 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private WireJson() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * @throws JsonProcessingException when {@code text} is not exactly one JSON value
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? JsonNodeFactory.instance.missingNode() : node;
        } catch (NumberFormatException e) {
            throw outOfRange(e);
        }
    }

    /**
     * @throws IOException when {@code bytes} are not exactly one JSON value
     */
    public static JsonNode parse(Buffer bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes.getBytes());
        } catch (NumberFormatException e) {
            throw outOfRange(e);
        }
    }

    /** Jackson lets this out for a number whose exponent is beyond an int. */
    private static JsonProcessingException outOfRange(NumberFormatException cause) {
        return new JsonParseException(null, "a number is out of any range", cause);
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    public static Buffer bytes(JsonNode node) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    /** Sets {@code name} to a number, text or truth; to nothing when there is none. */
    public static void put(ObjectNode into, String name, @Nullable Object value) {
        if (value != null) {
            into.set(name, MAPPER.valueToTree(value));
        }
    }

    /** Adds to {@code into} what it does not have; objects on both sides are merged, all else of {@code into} stays. */
    public static void merge(ObjectNode into, ObjectNode extra) {
        for (Map.Entry<String, JsonNode> field : extra.properties()) {
            JsonNode mine = into.get(field.getKey());
            if (mine == null) {
                into.set(field.getKey(), field.getValue());
            } else if (mine instanceof ObjectNode left && field.getValue() instanceof ObjectNode right) {
                merge(left, right);
            }
        }
    }
}
