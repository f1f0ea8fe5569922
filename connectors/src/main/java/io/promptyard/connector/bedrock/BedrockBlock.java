package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.promptyard.connector.http.WireJson;
import org.jspecify.annotations.Nullable;

/** One block of a streamed content, put together to what a plain reply would say. Not thread-safe. */
final class BedrockBlock {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private @Nullable ObjectNode use;
    private @Nullable String signature;
    private @Nullable String redacted;
    private boolean thinks;

    void text(String piece) {
        text.append(piece);
    }

    void call(String id, String name) {
        use = WireJson.object().put("toolUseId", id).put("name", name);
    }

    /** Pieces of the input are pieces of its JSON. */
    void input(String piece) {
        text.append(piece);
    }

    void thought(ObjectNode piece) {
        thinks = true;
        thought.append(piece.path("text").asText(""));
        signature = piece.path("signature").asText(signature);
        redacted = piece.path("redactedContent").asText(redacted);
    }

    ObjectNode whole() {
        ObjectNode block = WireJson.object();
        if (use != null) {
            use.set("input", parsed());
            block.set("toolUse", use);
        } else if (thinks && redacted != null) {
            block.putObject("reasoningContent").put("redactedContent", redacted);
        } else if (thinks) {
            ObjectNode said = block.putObject("reasoningContent").putObject("reasoningText");
            WireJson.put(said.put("text", thought.toString()), "signature", signature);
        } else {
            block.put("text", text.toString());
        }
        return block;
    }

    /** Input that the limit of tokens cut short is kept as it is, a text. */
    private JsonNode parsed() {
        if (text.isEmpty()) {
            return WireJson.object();
        }
        try {
            return WireJson.parse(text.toString());
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text.toString());
        }
    }
}
