package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read by taking fields out of it: what is left is {@code extra}. An explicit null counts as not
 * given. Wrong types are {@link InvalidRequest}s that name the field. Owned by one thread.
 */
final class Fields {
    private final ObjectNode node;
    private final String path;

    Fields(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** What nobody took, as JSON text. */
    String rest() {
        return node.isEmpty() ? Json.NONE : Json.text(node);
    }

    /** Every field that is left, in order. */
    Set<Map.Entry<String, JsonNode>> all() {
        return node.properties();
    }

    @Nullable
    JsonNode take(String name) {
        JsonNode value = node.remove(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw InvalidRequest.type(path(name), "a string");
        }
        return value.textValue();
    }

    String requiredText(String name) {
        String value = text(name);
        if (value == null) {
            throw InvalidRequest.missing(path(name));
        }
        return value;
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw InvalidRequest.type(path(name), "a boolean");
        }
        return value.booleanValue();
    }

    /** Whether the field is true, leaving it where it is. */
    boolean peekFlag(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw InvalidRequest.type(path(name), "a boolean");
        }
        return value.booleanValue();
    }

    @Nullable
    Integer integer(String name) {
        Long value = whole(name);
        if (value == null) {
            return null;
        }
        if (value != value.intValue()) {
            throw InvalidRequest.value(path(name), "out of range");
        }
        return value.intValue();
    }

    @Nullable
    Long whole(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw InvalidRequest.type(path(name), "an integer");
        }
        if (!value.canConvertToLong()) {
            throw InvalidRequest.value(path(name), "out of range");
        }
        return value.longValue();
    }

    /** A number; one that a double cannot hold exactly as written stays in the rest, where it keeps its digits. */
    @Nullable
    Double number(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            node.remove(name);
            return null;
        }
        if (!value.isNumber()) {
            throw InvalidRequest.type(path(name), "a number");
        }
        BigDecimal exact = value.decimalValue();
        double nearest = exact.doubleValue();
        if (Double.isInfinite(nearest) || new BigDecimal(Double.toString(nearest)).compareTo(exact) != 0) {
            return null;
        }
        node.remove(name);
        return nearest;
    }

    @Nullable
    ArrayNode array(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw InvalidRequest.type(path(name), "an array");
    }

    /** JSON text of any value; null when not given. */
    @Nullable
    String json(String name) {
        JsonNode value = take(name);
        return value == null ? null : Json.text(value);
    }

    /** A nested object, left in place: {@link #settle} takes it out when it was emptied. */
    Optional<Fields> nested(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(new Fields(object, path(name)));
        }
        throw InvalidRequest.type(path(name), "an object");
    }

    Fields required(String name) {
        return nested(name).orElseThrow(() -> InvalidRequest.missing(path(name)));
    }

    void settle(String name) {
        JsonNode value = node.get(name);
        if (value != null && value.isObject() && value.isEmpty()) {
            node.remove(name);
        }
    }

    static Fields element(JsonNode element, String path) {
        if (element instanceof ObjectNode object) {
            return new Fields(object, path);
        }
        throw InvalidRequest.type(path, "an object");
    }
}
