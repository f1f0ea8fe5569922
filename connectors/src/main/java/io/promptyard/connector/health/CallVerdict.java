package io.promptyard.connector.health;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;

/** What the end of a call says of its target. */
enum CallVerdict {
    /** It answers. */
    GOOD,
    /** It fails, or nothing came of it in time. */
    BAD,
    /** Nothing: it was the caller's fault, the key's, or ours. */
    NEITHER;

    /** The same idempotency key is still under way over there: no fault of the target's. */
    private static final int CONFLICT = 409;

    static CallVerdict of(ProviderOutcome.Result result) {
        return switch (result) {
            case ProviderOutcome.Answered answered -> GOOD;
            case ProviderOutcome.Failed failed -> of(failed);
            case ProviderOutcome.Fence fence -> NEITHER;
        };
    }

    private static CallVerdict of(ProviderOutcome.Failed failed) {
        if (failed.httpStatus() != null && failed.httpStatus() == CONFLICT) {
            return NEITHER;
        }
        return isBad(failed.kind()) ? BAD : NEITHER;
    }

    private static boolean isBad(FailureKind kind) {
        return switch (kind) {
            case PROVIDER_ERROR, OVERLOADED, TIMEOUT, NETWORK -> true;
            case UNKNOWN,
                    RATE_LIMITED,
                    CIRCUIT_OPEN,
                    AUTHENTICATION,
                    QUOTA_EXHAUSTED,
                    MODEL_NOT_FOUND,
                    CONTEXT_TOO_LONG,
                    INVALID_REQUEST,
                    CONTENT_FILTERED,
                    MALFORMED_RESPONSE,
                    CANCELLED,
                    TOO_LARGE,
                    DUPLICATE,
                    OVER_BUDGET,
                    DEADLINE_EXCEEDED,
                    UNROUTABLE,
                    INTERNAL,
                    INTERRUPTED,
                    UNSUPPORTED -> false;
        };
    }
}
