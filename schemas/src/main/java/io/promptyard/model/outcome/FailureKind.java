package io.promptyard.model.outcome;

/**
 * What kind of failure ended an attempt or a prompt. What follows from it is decided once, here: how the router handles
 * it, which HTTP status a caller gets and which OpenAI error type. docs/reference/errors.md is the table in words.
 */
public enum FailureKind {
    /** A kind from a later version. */
    UNKNOWN(Handling.GIVE_UP, 500, "server_error"),
    RATE_LIMITED(Handling.TRY_AGAIN, 429, "rate_limit_error"),
    OVERLOADED(Handling.TRY_AGAIN, 503, "server_error"),
    PROVIDER_ERROR(Handling.TRY_AGAIN, 502, "server_error"),
    TIMEOUT(Handling.TRY_AGAIN, 504, "server_error"),
    NETWORK(Handling.TRY_AGAIN, 502, "server_error"),
    CIRCUIT_OPEN(Handling.FALL_BACK, 503, "server_error"),
    AUTHENTICATION(Handling.FALL_BACK, 502, "server_error"),
    QUOTA_EXHAUSTED(Handling.FALL_BACK, 502, "server_error"),
    MODEL_NOT_FOUND(Handling.FALL_BACK, 404, "invalid_request_error"),
    /** Falls back to a larger window only. */
    CONTEXT_TOO_LONG(Handling.FALL_BACK, 400, "invalid_request_error"),
    INVALID_REQUEST(Handling.GIVE_UP, 400, "invalid_request_error"),
    CONTENT_FILTERED(Handling.GIVE_UP, 400, "invalid_request_error"),
    MALFORMED_RESPONSE(Handling.TRY_ONCE_MORE, 502, "server_error"),
    CANCELLED(Handling.GIVE_UP, 499, "server_error"),
    TOO_LARGE(Handling.GIVE_UP, 413, "invalid_request_error"),
    DUPLICATE(Handling.GIVE_UP, 409, "invalid_request_error"),
    OVER_BUDGET(Handling.GIVE_UP, 402, "server_error"),
    DEADLINE_EXCEEDED(Handling.GIVE_UP, 504, "server_error"),
    UNROUTABLE(Handling.GIVE_UP, 503, "server_error"),
    INTERNAL(Handling.GIVE_UP, 500, "server_error"),
    /** A restart came upon the call, and the lane forbids to repeat it: it may have been made, and billed. */
    INTERRUPTED(Handling.GIVE_UP, 500, "server_error"),
    /** This model cannot take the prompt as it is asked; no call was made, and another may. */
    UNSUPPORTED(Handling.FALL_BACK, 400, "invalid_request_error");

    /** What the verdict makes of a failure. */
    public enum Handling {
        /** The same target again, then another. */
        TRY_AGAIN,
        /** The same target once more, then another. */
        TRY_ONCE_MORE,
        /** Another target at once. */
        FALL_BACK,
        /** No further attempt can help. */
        GIVE_UP
    }

    private final Handling handling;
    private final int httpStatus;
    private final String errorType;

    FailureKind(Handling handling, int httpStatus, String errorType) {
        this.handling = handling;
        this.httpStatus = httpStatus;
        this.errorType = errorType;
    }

    public Handling handling() {
        return handling;
    }

    /** Status for an HTTP caller. */
    public int httpStatus() {
        return httpStatus;
    }

    /** {@code error.type} of an OpenAI error body. */
    public String errorType() {
        return errorType;
    }
}
