package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Makes up a value that fits a JSON Schema: enough of the language for tool parameters and structured outputs (types, properties,
 * required, items, enum, const, bounds, formats, anyOf, oneOf, allOf, local {@code $ref}). Deterministic in the hash.
 */
final class SchemaFiller {

    private static final int DEEPEST = 8;
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private final JsonNode root;

    SchemaFiller(JsonNode root) {
        this.root = root;
    }

    JsonNode fill(long hash) {
        return fill(root, hash, 0);
    }

    private JsonNode fill(JsonNode schema, long hash, int depth) {
        if (depth > DEEPEST) {
            return MAKE.nullNode();
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(Dice.below(hash, schema.get("enum").size()));
        }
        if (schema.path("$ref").asText().startsWith("#")) {
            return fill(root.at(schema.get("$ref").asText().substring(1)), hash, depth + 1);
        }
        for (var key : new String[] {"anyOf", "oneOf"}) {
            if (schema.path(key).size() > 0) {
                // Deep down a recursive schema ends only if the simplest branch is taken: by custom the last, null.
                var branches = schema.get(key);
                return fill(branches.get(depth > DEEPEST / 2 ? branches.size() - 1 : 0), hash, depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, hash, depth);
            case "array" -> array(schema, hash, depth);
            case "integer" -> MAKE.numberNode(Math.round(bounded(schema, hash)));
            case "number" -> MAKE.numberNode(bounded(schema, hash));
            case "boolean" -> MAKE.booleanNode((hash & 1) == 0);
            case "null" -> MAKE.nullNode();
            default -> MAKE.textNode(text(schema, hash));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(it -> !it.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        if (type.isTextual()) {
            return type.asText();
        }
        return schema.has("properties") || schema.has("allOf") ? "object" : schema.has("items") ? "array" : "string";
    }

    private JsonNode object(JsonNode schema, long hash, int depth) {
        var object = MAKE.objectNode();
        schema.path("allOf").forEach(part -> {
            if (fill(part, hash, depth + 1) instanceof ObjectNode fields) {
                object.setAll(fields);
            }
        });
        var place = 0;
        for (var property : schema.path("properties").properties()) {
            object.set(property.getKey(), fill(property.getValue(), Dice.mix(hash, ++place), depth + 1));
        }
        for (var name : schema.path("required")) {
            if (!object.has(name.asText())) {
                object.put(name.asText(), "simulated");
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, long hash, int depth) {
        var array = MAKE.arrayNode();
        var size = Math.max(schema.path("minItems").asInt(1), 0);
        if (schema.has("maxItems")) {
            size = Math.min(size, schema.get("maxItems").asInt());
        }
        for (var i = 0; i < size; i++) {
            array.add(fill(schema.path("items"), Dice.mix(hash, i), depth + 1));
        }
        return array;
    }

    private static double bounded(JsonNode schema, long hash) {
        var low = schema.has("minimum")
                ? schema.get("minimum").asDouble()
                : schema.path("exclusiveMinimum").asDouble(0) + 1;
        var high = schema.has("maximum")
                ? schema.get("maximum").asDouble()
                : schema.has("exclusiveMaximum")
                        ? schema.get("exclusiveMaximum").asDouble() - 1
                        : Math.max(low, 1) + 99;
        var step = schema.path("multipleOf").asDouble(0);
        if (!schema.has("minimum") && !schema.has("exclusiveMinimum") && low > high) {
            low = high;
        }
        var value = low + Dice.below(hash, (int) Math.max(1, Math.min(1000, Math.floor(high - low) + 1)));
        return step > 0 ? Math.ceil(low / step) * step : value;
    }

    private static String text(JsonNode schema, long hash) {
        var number = Dice.below(hash, 9000) + 1000;
        var text = switch (schema.path("format").asText()) {
            case "date" -> "2026-01-" + (10 + number % 19);
            case "date-time" -> "2026-01-" + (10 + number % 19) + "T12:00:00Z";
            case "time" -> "12:00:00Z";
            case "email" -> "simulated-" + number + "@example.com";
            case "uri", "url" -> "https://example.com/simulated/" + number;
            case "uuid" -> new UUID(Dice.mix(hash, 5), Dice.mix(hash, 6)).toString();
            default -> "simulated-" + number;
        };
        while (text.length() < schema.path("minLength").asInt(0)) {
            text += "-simulated";
        }
        return text.substring(
                0, Math.min(text.length(), schema.path("maxLength").asInt(Integer.MAX_VALUE)));
    }
}
