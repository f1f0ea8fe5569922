package io.promptyard.gateway.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON as this gateway reads and writes it: numbers keep their exact value, the order of keys is kept, strings may be
 * as large as a body may be. Thread-safe.
 */
final class Json {
    static final String NONE = "{}";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads a request body.
     *
     * @throws InvalidRequest when it is not a JSON object, saying where
     */
    static ObjectNode body(Buffer body) {
        if (body.length() == 0) {
            throw InvalidRequest.of(null, "The request body is empty; a JSON object is expected.");
        }
        try {
            JsonNode node = MAPPER.readTree(body.getBytes());
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException failure) {
            throw InvalidRequest.of(null, "The request body is not valid JSON" + position(failure.getLocation()) + ".");
        } catch (NumberFormatException failure) { // Jackson lets it out for an exponent beyond an int
            throw InvalidRequest.of(null, "The request body has a number that is out of any range.");
        } catch (IOException failure) {
            throw InvalidRequest.of(null, "The request body is not valid UTF-8 JSON.");
        }
        throw InvalidRequest.of(null, "The request body must be a JSON object.");
    }

    /** JSON text of our own records; unreadable text counts as none, because an answer is worth more than its extras. */
    static ObjectNode extra(String text) {
        if (text.isEmpty() || NONE.equals(text)) {
            return object();
        }
        return parse(text) instanceof ObjectNode object ? object : object();
    }

    /** Any JSON value, the null node when it cannot be read. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException | NumberFormatException failure) {
            return MAPPER.nullNode();
        }
    }

    static Buffer buffer(JsonNode node) {
        return Buffer.buffer(bytes(node));
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Adds to {@code into} what {@code extra} has more; objects on both sides are merged, what is there already wins. */
    static void merge(ObjectNode into, JsonNode extra) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = extra.properties().iterator(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode present = into.get(field.getKey());
            if (present == null) {
                into.set(field.getKey(), field.getValue());
            } else if (present instanceof ObjectNode object && field.getValue() instanceof ObjectNode more) {
                merge(object, more);
            }
        }
    }

    static void merge(ObjectNode into, String extra) {
        if (!NONE.equals(extra) && !extra.isEmpty()) {
            merge(into, extra(extra));
        }
    }

    private static String position(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
