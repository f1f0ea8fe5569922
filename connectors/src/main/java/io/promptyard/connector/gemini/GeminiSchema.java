package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON schemas cut down to the keywords that the API knows, in the client's order. Keywords that only narrow a value
 * ({@code pattern}, {@code minLength}) are left out; those that build a schema of others ({@code allOf}, {@code not}) cannot
 * be left out of the schema of an answer, and are refused there. Stateless.
 */
final class GeminiSchema {
    private static final Set<String> KNOWN = Set.of(
            "$id",
            "$defs",
            "$ref",
            "$anchor",
            "type",
            "format",
            "title",
            "description",
            "enum",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "anyOf",
            "oneOf",
            "properties",
            "additionalProperties",
            "required",
            "propertyOrdering");
    private static final Set<String> FORMATS =
            Set.of("date-time", "date", "time", "enum", "int32", "int64", "float", "double");
    private static final Set<String> BUILDS = Set.of(
            "allOf", "not", "if", "then", "else", "patternProperties", "dependentSchemas", "contains", "$dynamicRef");
    private static final String OLD_REF = "#/definitions/";

    private final boolean strict;

    private GeminiSchema(boolean strict) {
        this.strict = strict;
    }

    /** Of a function: what is sent against it is checked by whoever has the function. */
    static ObjectNode ofFunction(ObjectNode schema, String path) throws PromptRejectedException {
        return new GeminiSchema(false).cut(schema, path);
    }

    /** Of an answer: the caller relies on it. */
    static ObjectNode ofAnswer(ObjectNode schema) throws PromptRejectedException {
        return new GeminiSchema(true).cut(schema, "response_format.json_schema.schema");
    }

    private ObjectNode cut(ObjectNode schema, String path) throws PromptRejectedException {
        ObjectNode source = single(schema);
        ObjectNode kept = WireJson.object();
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            keyword(kept, field.getKey(), field.getValue(), path);
        }
        if (kept.has("$ref")) {
            // Beside a reference the API wants nothing but what begins with a dollar sign.
            List<String> beside = kept.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !name.startsWith("$"))
                    .toList();
            kept.remove(beside);
        }
        return kept;
    }

    private void keyword(ObjectNode kept, String name, JsonNode value, String path) throws PromptRejectedException {
        switch (name) {
            case "properties", "$defs", "definitions" ->
                kept.set(name.equals("definitions") ? "$defs" : name, each(value, path + "." + name));
            case "items", "additionalProperties" -> kept.set(name, any(value, path + "." + name));
            case "anyOf", "oneOf", "prefixItems" -> kept.set(name, list(value, path + "." + name));
            case "const" -> kept.putArray("enum").add(value);
            case "format" -> {
                if (FORMATS.contains(value.asText(""))) {
                    kept.set(name, value);
                }
            }
            case "$ref" -> {
                String ref = value.asText("");
                kept.put(name, ref.startsWith(OLD_REF) ? "#/$defs/" + ref.substring(OLD_REF.length()) : ref);
            }
            default -> {
                if (KNOWN.contains(name)) {
                    kept.set(name, value);
                } else if (strict && BUILDS.contains(name)) {
                    throw new PromptRejectedException(path + "." + name + ": this provider does not know it");
                }
            }
        }
    }

    /** {@code allOf} of one says what the one says. */
    private static ObjectNode single(ObjectNode schema) {
        if (schema.path("allOf").size() == 1 && schema.path("allOf").get(0) instanceof ObjectNode one) {
            ObjectNode merged = schema.deepCopy();
            merged.remove("allOf");
            WireJson.merge(merged, one);
            return merged;
        }
        return schema;
    }

    private JsonNode any(JsonNode value, String path) throws PromptRejectedException {
        return value instanceof ObjectNode object ? cut(object, path) : value;
    }

    private JsonNode each(JsonNode value, String path) throws PromptRejectedException {
        ObjectNode kept = WireJson.object();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            kept.set(field.getKey(), any(field.getValue(), path + "." + field.getKey()));
        }
        return kept;
    }

    private JsonNode list(JsonNode value, String path) throws PromptRejectedException {
        ArrayNode kept = WireJson.object().putArray("list");
        for (JsonNode item : value) {
            kept.add(any(item, path + "[" + kept.size() + "]"));
        }
        return kept;
    }
}
