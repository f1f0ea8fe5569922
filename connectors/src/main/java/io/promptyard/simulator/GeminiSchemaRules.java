package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The schema of Google's own kind, a subset of OpenAPI's: any other keyword is an unknown field. Stateless. */
final class GeminiSchemaRules {

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "items",
            "minimum",
            "maximum");

    private GeminiSchemaRules() {}

    static void check(Check check, JsonNode schema, String at) {
        schema.properties()
                .forEach(field ->
                        check.that(KEYWORDS.contains(field.getKey()), () -> GeminiErrors.unknown(field.getKey(), at)));
        for (var property : schema.path("properties").properties()) {
            check(check, property.getValue(), at + ".properties[" + property.getKey() + "]");
        }
        for (var i = 0; i < schema.path("anyOf").size(); i++) {
            check(check, schema.path("anyOf").get(i), at + ".any_of[" + i + "]");
        }
        if (schema.path("items").isObject()) {
            check(check, schema.path("items"), at + ".items");
        }
    }
}
