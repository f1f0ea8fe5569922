package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of an error, in whichever of the shapes around: {@code {"error":{message,type,code}}} (OpenAI,
 * Anthropic), {@code {"error":{message,status,details}}} (Google, also as a list of one), {@code {"error":"text"}} (Ollama),
 * {@code {message,type,code}} (vLLM, Mistral), {@code {"detail":…}}. {@code retryAfterMillis}: what the body says of
 * waiting.
 */
public record ProviderError(
        @Nullable String message,
        @Nullable String type,
        @Nullable String code,
        @Nullable Long retryAfterMillis) {
    static final ProviderError NONE = new ProviderError(null, null, null);

    public ProviderError(@Nullable String message, @Nullable String type, @Nullable String code) {
        this(message, type, code, null);
    }

    /** Reads {@code body}; whatever is not there is null. */
    public static ProviderError of(JsonNode body) {
        if (body.isArray() && !body.isEmpty()) {
            return of(body.get(0));
        }
        JsonNode error = body.path("error");
        if (error.isTextual()) {
            return new ProviderError(error.textValue(), null, null);
        }
        JsonNode source = error.isObject() ? error : body;
        String message = text(source.path("message"));
        message = message != null ? message : text(body.path("detail"));
        if (error.path("status").isTextual()) {
            return GoogleDetails.of(error.path("details"))
                    .error(message, error.path("status").textValue());
        }
        return new ProviderError(message, text(source.path("type")), text(source.path("code")));
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
