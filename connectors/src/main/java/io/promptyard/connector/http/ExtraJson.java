package io.promptyard.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
}
