package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error as an OpenAI client sees it: the HTTP status is the contract, the rest a courtesy. {@code shouldRetry} null
 * leaves it to the client; {@code retryAfterMillis} null when not known.
 */
public record ApiError(
        int status,
        String message,
        String type,
        @Nullable String param,
        @Nullable String code,
        @Nullable Boolean shouldRetry,
        @Nullable Long retryAfterMillis) {
    static final String INVALID_REQUEST = "invalid_request_error";
    static final String SERVER_ERROR = "server_error";

    public ApiError {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(type, "type");
    }

    static ApiError invalid(int status, String message, @Nullable String param, @Nullable String code) {
        return new ApiError(status, message, INVALID_REQUEST, param, code, null, null);
    }

    static ApiError server(int status, String message, String code, boolean shouldRetry) {
        return new ApiError(status, message, SERVER_ERROR, null, code, shouldRetry, null);
    }

    ApiError retryAfter(long millis) {
        return new ApiError(status, message, type, param, code, shouldRetry, millis);
    }

    /** {@code {"error":{"message","type","param","code"}}}, all four keys always present. */
    ObjectNode body() {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }
}
