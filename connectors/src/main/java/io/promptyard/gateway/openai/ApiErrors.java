package io.promptyard.gateway.openai;

import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.time.Duration;
import java.util.Locale;

/** Every error that the gateway can give, in OpenAI's words. */
public final class ApiErrors {
    /** Nobody sees it but the meters: the client hung up. */
    static final int CLIENT_CLOSED = 499;

    private static final long SOON_MILLIS = 1_000;

    private ApiErrors() {}

    public static ApiError unknownUrl(String method, String path) {
        return ApiError.invalid(404, "Unknown request URL: " + method + " " + path + ".", null, "unknown_url");
    }

    public static ApiError methodNotAllowed(String method, String path) {
        return ApiError.invalid(405, "Not allowed to " + method + " on " + path + ".", null, "method_not_supported");
    }

    public static ApiError missingKey() {
        return ApiError.invalid(
                401,
                "You didn't provide an API key. Put it into an Authorization header: Authorization: Bearer YOUR_KEY.",
                null,
                "invalid_api_key");
    }

    public static ApiError wrongKey() {
        return ApiError.invalid(401, "Incorrect API key provided.", null, "invalid_api_key");
    }

    public static ApiError bodyTooLarge(long limit) {
        return ApiError.invalid(413, "The request body is larger than " + limit + " bytes.", null, "request_too_large");
    }

    public static ApiError bodyStalled(Duration patience) {
        return ApiError.invalid(
                408,
                "Nothing more of the request body came for " + patience.toSeconds() + " s.",
                null,
                "request_timeout");
    }

    public static ApiError lineTooLong(int limit) {
        return ApiError.invalid(414, "The request line is longer than " + limit + " bytes.", null, "uri_too_long");
    }

    public static ApiError headersTooLarge(int limit) {
        return ApiError.invalid(
                431, "The request headers are larger than " + limit + " bytes.", null, "headers_too_large");
    }

    public static ApiError notHttp() {
        return ApiError.invalid(400, "The request is not valid HTTP.", null, "bad_request");
    }

    static ApiError modelNotFound(String id) {
        return ApiError.invalid(404, "The model '" + id + "' does not exist.", "model", "model_not_found");
    }

    /** Another instance, or this one when it has restarted, takes the next try. */
    public static ApiError shuttingDown() {
        return ApiError.server(503, "This gateway is shutting down.", "shutting_down", true)
                .retryAfter(SOON_MILLIS);
    }

    static ApiError full() {
        return ApiError.server(503, "Too many requests wait for an answer here.", "overloaded", true)
                .retryAfter(SOON_MILLIS);
    }

    static ApiError stillRunning() {
        return ApiError.server(
                        409,
                        "A request with this idempotency key is still being answered.",
                        "request_in_progress",
                        true)
                .retryAfter(SOON_MILLIS);
    }

    static ApiError notAccepted(PublishFailure failure) {
        return switch (failure.kind()) {
            case TOO_LARGE ->
                ApiError.invalid(413, "The request is larger than a record may be.", null, "request_too_large");
            case UNAVAILABLE ->
                ApiError.server(503, "The request could not be accepted: " + failure.getMessage(), "unavailable", true)
                        .retryAfter(SOON_MILLIS);
        };
    }

    static ApiError timedOut() {
        return ApiError.server(504, "No answer came before the deadline.", "deadline_exceeded", false);
    }

    static ApiError unreadable() {
        return ApiError.server(500, "The answer could not be read.", "unreadable_response", false);
    }

    static ApiError sealed() {
        return ApiError.server(500, "The answer is encrypted and this gateway has no key for it.", "sealed", false);
    }

    static ApiError internal() {
        return ApiError.server(500, "The gateway failed to handle the request.", "internal", false);
    }

    static ApiError broken(String why) {
        return ApiError.server(502, "The stream broke off: " + why, "stream_interrupted", false);
    }

    /** The router's last word: it has retried already, so no client may multiply that. */
    static ApiError refused(Refusal refusal) {
        int given = refusal.httpStatus();
        int status = given >= 400 && given <= 599 ? given : refusal.kind().httpStatus();
        return new ApiError(
                status,
                refusal.message(),
                refusal.kind().errorType(),
                null,
                code(refusal.kind()),
                false,
                refusal.retryAfterMillis());
    }

    private static String code(FailureKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "rate_limit_exceeded";
            case CONTEXT_TOO_LONG -> "context_length_exceeded";
            case CONTENT_FILTERED -> "content_filter";
            case TOO_LARGE -> "request_too_large";
            case UNKNOWN,
                    OVERLOADED,
                    PROVIDER_ERROR,
                    TIMEOUT,
                    NETWORK,
                    CIRCUIT_OPEN,
                    AUTHENTICATION,
                    QUOTA_EXHAUSTED,
                    MODEL_NOT_FOUND,
                    INVALID_REQUEST,
                    MALFORMED_RESPONSE,
                    CANCELLED,
                    DUPLICATE,
                    OVER_BUDGET,
                    DEADLINE_EXCEEDED,
                    UNROUTABLE,
                    INTERNAL,
                    INTERRUPTED,
                    UNSUPPORTED -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
