package io.promptyard.simulator;

import org.jspecify.annotations.Nullable;

/** An error as a provider states it; each dialect writes it in its own shape. {@code param} and {@code code} are OpenAI's. */
record WireError(
        int status,
        String type,
        @Nullable String param,
        @Nullable String code,
        String message) {

    static WireError invalid(@Nullable String param, @Nullable String code, String message) {
        return new WireError(400, "invalid_request_error", param, code, message);
    }

    static WireError invalid(String message) {
        return invalid(null, null, message);
    }
}
