package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of an error, in whichever of the shapes around: {@code {"error":{message,type,code}}} (OpenAI,
 * Anthropic), {@code {"error":{message,status,details}}} (Google, also as a list of one), {@code {"error":"text"}} (Ollama),
 * {@code {message,type,code}} (vLLM, Mistral), {@code {"detail":…}}; what a moderation found with
 * {@code {"error":{message,code,metadata}}} (OpenRouter), of which the prompt's own words are never taken. {@code retryAfterMillis}: what the body says of
 * waiting.
 */
public record ProviderError(
        @Nullable String message,
        @Nullable String type,
        @Nullable String code,
        @Nullable Long retryAfterMillis) {
    private static final String FLAGGED = "content_policy_violation";

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
        JsonNode metadata = source.path("metadata");
        if (flagged(metadata)) {
            return new ProviderError(without(message, metadata.path("flagged_input")), null, FLAGGED);
        }
        return new ProviderError(message, text(source.path("type")), text(source.path("code")));
    }

    /** OpenRouter's word on a prompt that a moderation stopped: a 403, which elsewhere is a key's. */
    private static boolean flagged(JsonNode metadata) {
        return metadata.path("reasons").isArray()
                || metadata.path("flagged_input").isTextual()
                || FLAGGED.equals(metadata.path("error_type").textValue());
    }

    /** Null where {@code message} quotes the prompt. */
    private static @Nullable String without(@Nullable String message, JsonNode input) {
        boolean quotes = message != null && !input.asText("").isBlank() && message.contains(input.asText(""));
        return quotes ? null : message;
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
