package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of an error, in whichever of the shapes around: {@code {"error":{message,type,code}}} (OpenAI,
 * Anthropic), {@code {"error":"text"}} (Ollama), {@code {message,type,code}} (vLLM, Mistral), {@code {"detail":…}}.
 */
public record ProviderError(
        @Nullable String message,
        @Nullable String type,
        @Nullable String code) {
    static final ProviderError NONE = new ProviderError(null, null, null);

    /** Reads {@code body}; whatever is not there is null. */
    public static ProviderError of(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isTextual()) {
            return new ProviderError(error.textValue(), null, null);
        }
        JsonNode source = error.isObject() ? error : body;
        String message = text(source.path("message"));
        return new ProviderError(
                message != null ? message : text(body.path("detail")),
                text(source.path("type")),
                text(source.path("code")));
    }

    /** The most specific of code and type. */
    @Nullable
    String anyCode() {
        return code != null ? code : type;
    }

    String describe() {
        StringBuilder text = new StringBuilder();
        if (anyCode() != null) {
            text.append(anyCode());
        }
        if (message != null) {
            text.append(text.isEmpty() ? "" : ": ").append(message);
        }
        return text.isEmpty() ? "no reason given" : text.toString();
    }

    private static @Nullable String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
