package io.promptyard.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** JSON text inside our records, as a producer may have written it: read here, refused by name when it is none. */
public final class ExtraJson {
    private ExtraJson() {}

    /** An {@code extra} field: always an object. {@code path} names it to the caller. */
    public static ObjectNode object(String json, String path) throws PromptRejectedException {
        if (json.equals(WireJson.EMPTY)) {
            return WireJson.object();
        }
        if (value(json, path) instanceof ObjectNode object) {
            return object;
        }
        throw new PromptRejectedException(path + ": must be a JSON object");
    }

    /** Any JSON value. */
    public static JsonNode value(String json, String path) throws PromptRejectedException {
        try {
            JsonNode node = WireJson.parse(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // The parser's message quotes the prompt, hence the refusal of our own below.
            throw new PromptRejectedException(path + ": must be JSON");
        }
        throw new PromptRejectedException(path + ": must be JSON");
    }

    /** Refuses {@code names} that say something: they change what comes back, and the dialect has nothing for them. */
    public static void refuse(ObjectNode extra, List<String> names, Unsupported unsupported)
            throws PromptRejectedException {
        for (String name : names) {
            if (!extra.path(name).isEmpty() || extra.path(name).isTextual()) {
                unsupported.refuse(name, "this provider has none");
            }
        }
        for (JsonNode modality : extra.path("modalities")) {
            if (!"text".equals(modality.textValue())) {
                unsupported.refuse("modalities", "answers of this provider are read as text only");
            }
        }
    }

    /** Whether leaving it out is the same: nothing, off, zero or empty. */
    public static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isBoolean() && !value.booleanValue()
                || value.isNumber() && value.decimalValue().signum() == 0
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty();
    }

    /** Copies the fields called {@code names} as they are: the API's own, for which OpenAI's has no typed place. */
    public static void passOn(ObjectNode extra, Set<String> names, ObjectNode json) {
        extra.properties().stream()
                .filter(field -> names.contains(field.getKey()))
                .forEach(field -> json.set(field.getKey(), field.getValue()));
    }
}
