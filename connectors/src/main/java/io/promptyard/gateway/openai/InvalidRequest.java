package io.promptyard.gateway.openai;

import org.jspecify.annotations.Nullable;

/** Thrown while a request is read, and caught where it is answered: what the client got wrong. */
final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    private InvalidRequest(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    static InvalidRequest of(@Nullable String param, String message) {
        return new InvalidRequest(ApiError.invalid(400, message, param, null));
    }

    static InvalidRequest type(String param, String expected) {
        return new InvalidRequest(ApiError.invalid(
                400, "Invalid type for '" + param + "': expected " + expected + ".", param, "invalid_type"));
    }

    static InvalidRequest value(String param, String rule) {
        return new InvalidRequest(
                ApiError.invalid(400, "Invalid value for '" + param + "': " + rule + ".", param, "invalid_value"));
    }

    static InvalidRequest missing(String param) {
        return new InvalidRequest(ApiError.invalid(
                400, "Missing required parameter: '" + param + "'.", param, "missing_required_parameter"));
    }

    ApiError error() {
        return error;
    }
}
