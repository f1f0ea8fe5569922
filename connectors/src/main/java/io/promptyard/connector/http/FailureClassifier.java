package io.promptyard.connector.http;

import io.promptyard.model.outcome.FailureKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a provider's failure gets its kind: by error code, then by error type, then by status. Messages
 * are read in one case only: a 400, 413 or 422 whose code and type say no more than "invalid", because Anthropic, vLLM,
 * DeepSeek and Mistral have no code for a prompt over the window, nor Anthropic for an empty purse. Stateless.
 */
final class FailureClassifier {
    private static final Map<String, FailureKind> BY_CODE = Map.ofEntries(
            Map.entry("insufficient_quota", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("billing_hard_limit_reached", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("billing_not_active", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("billing_error", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("quota_exceeded", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("arrearage", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("context_length_exceeded", FailureKind.CONTEXT_TOO_LONG),
            Map.entry("content_filter", FailureKind.CONTENT_FILTERED),
            Map.entry("content_policy_violation", FailureKind.CONTENT_FILTERED),
            Map.entry("data_inspection_failed", FailureKind.CONTENT_FILTERED),
            Map.entry("moderation_blocked", FailureKind.CONTENT_FILTERED),
            Map.entry("responsibleaipolicyviolation", FailureKind.CONTENT_FILTERED),
            Map.entry("model_not_found", FailureKind.MODEL_NOT_FOUND),
            Map.entry("deploymentnotfound", FailureKind.MODEL_NOT_FOUND),
            Map.entry("not_found_error", FailureKind.MODEL_NOT_FOUND),
            Map.entry("invalid_api_key", FailureKind.AUTHENTICATION),
            Map.entry("authentication_error", FailureKind.AUTHENTICATION),
            Map.entry("permission_error", FailureKind.AUTHENTICATION),
            Map.entry("rate_limit_exceeded", FailureKind.RATE_LIMITED),
            Map.entry("rate_limit_error", FailureKind.RATE_LIMITED),
            Map.entry("overloaded_error", FailureKind.OVERLOADED),
            Map.entry("engine_overloaded", FailureKind.OVERLOADED),
            // Of a response that failed after its status.
            Map.entry("server_is_overloaded", FailureKind.OVERLOADED),
            Map.entry("slow_down", FailureKind.RATE_LIMITED),
            // AWS' exceptions, within a stream; before it they have a status.
            Map.entry("throttlingexception", FailureKind.RATE_LIMITED),
            Map.entry("serviceunavailableexception", FailureKind.OVERLOADED),
            Map.entry("modeltimeoutexception", FailureKind.TIMEOUT),
            Map.entry("api_error", FailureKind.PROVIDER_ERROR),
            Map.entry("server_error", FailureKind.PROVIDER_ERROR),
            Map.entry("internal_server_error", FailureKind.PROVIDER_ERROR),
            Map.entry("timeout_error", FailureKind.TIMEOUT),
            Map.entry("request_too_large", FailureKind.TOO_LARGE),
            // Google's; a key that is none comes with status 400.
            Map.entry("api_key_invalid", FailureKind.AUTHENTICATION),
            Map.entry("api_key_expired", FailureKind.AUTHENTICATION),
            Map.entry("billing_disabled", FailureKind.QUOTA_EXHAUSTED),
            Map.entry("unauthenticated", FailureKind.AUTHENTICATION),
            Map.entry("permission_denied", FailureKind.AUTHENTICATION),
            Map.entry("not_found", FailureKind.MODEL_NOT_FOUND),
            Map.entry("resource_exhausted", FailureKind.RATE_LIMITED),
            Map.entry("unavailable", FailureKind.OVERLOADED),
            Map.entry("deadline_exceeded", FailureKind.TIMEOUT),
            Map.entry("cancelled", FailureKind.PROVIDER_ERROR),
            Map.entry("internal", FailureKind.PROVIDER_ERROR),
            Map.entry("unknown", FailureKind.PROVIDER_ERROR));

    private static final List<String> OVER_THE_WINDOW = List.of(
            "prompt is too long",
            "maximum context length",
            "exceed context limit",
            "exceeds the model's context",
            "too large for model with",
            "exceeds the maximum number of tokens",
            "too many tokens: ",
            "exceeds the context length",
            "input is too long for requested model");
    private static final Set<String> INVALID = Set.of(
            "validationexception",
            "invalid_request_error",
            "invalid_argument",
            "failed_precondition",
            "out_of_range",
            "unimplemented");
    private static final List<String> EMPTY_PURSE = List.of("credit balance is too low", "insufficient balance");

    private FailureClassifier() {}

    /** {@code status} null: the error came after a 200, in the body or the stream. */
    static FailureKind classify(@Nullable Integer status, ProviderError error) {
        if (error.code() != null && GoogleDetails.isDailyQuota(error.code())) {
            return FailureKind.QUOTA_EXHAUSTED;
        }
        FailureKind kind = BY_CODE.getOrDefault(lower(error.code()), BY_CODE.get(lower(error.type())));
        if (kind != null && kind != FailureKind.PROVIDER_ERROR) {
            return kind;
        }
        Integer effective = status != null ? status : numeric(error.code());
        if (effective != null) {
            return byStatus(effective, error);
        }
        return INVALID.contains(lower(error.type())) ? ofInvalid(error) : FailureKind.PROVIDER_ERROR;
    }

    private static FailureKind byStatus(int status, ProviderError error) {
        return switch (status) {
            case 400, 422 -> ofInvalid(error);
            // 498 is Cohere's for a token that was blocked.
            case 401, 403, 498 -> FailureKind.AUTHENTICATION;
            case 402 -> FailureKind.QUOTA_EXHAUSTED;
            case 404 -> FailureKind.MODEL_NOT_FOUND;
            case 408, 504, 524 -> FailureKind.TIMEOUT;
            // The same idempotency key is still under way over there: worth another try, unlike other 4xx.
            case 409 -> FailureKind.PROVIDER_ERROR;
            // Bedrock's for a model that failed.
            case 424 -> FailureKind.PROVIDER_ERROR;
            case 413 -> overTheWindow(error) ? FailureKind.CONTEXT_TOO_LONG : FailureKind.TOO_LARGE;
            case 429 -> FailureKind.RATE_LIMITED;
            case 503, 529 -> FailureKind.OVERLOADED;
            default -> byClass(status);
        };
    }

    private static FailureKind byClass(int status) {
        if (status >= 500) {
            return FailureKind.PROVIDER_ERROR;
        }
        // Redirects are not followed, they would carry the key elsewhere; a 2xx without an answer is no answer.
        return status >= 400 ? FailureKind.INVALID_REQUEST : FailureKind.MALFORMED_RESPONSE;
    }

    private static FailureKind ofInvalid(ProviderError error) {
        if (overTheWindow(error)) {
            return FailureKind.CONTEXT_TOO_LONG;
        }
        return mentions(error, EMPTY_PURSE) ? FailureKind.QUOTA_EXHAUSTED : FailureKind.INVALID_REQUEST;
    }

    private static boolean overTheWindow(ProviderError error) {
        return mentions(error, OVER_THE_WINDOW);
    }

    private static boolean mentions(ProviderError error, List<String> phrases) {
        String message = lower(error.message());
        return phrases.stream().anyMatch(message::contains);
    }

    private static @Nullable Integer numeric(@Nullable String code) {
        return code != null && code.matches("[1-5]\\d\\d") ? Integer.valueOf(code) : null;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
