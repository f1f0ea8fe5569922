package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** What a JSON value is, in the words of the providers' error messages. Stateless. */
final class JsonKind {

    private JsonKind() {}

    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a decimal";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }

    /** Whether the field is absent or null: both mean "not set" on the wire. */
    static boolean unset(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    static boolean blankText(JsonNode node) {
        return !node.isTextual() || node.textValue().isBlank();
    }
}
