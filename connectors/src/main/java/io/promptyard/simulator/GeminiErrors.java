package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The errors of Google's hosts, worded as they word them; {@code code} of an error is the reason in its details. Stateless. */
final class GeminiErrors {

    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private GeminiErrors() {}

    static WireError invalid(String message) {
        return of(400, null, message);
    }

    /** A message with its hint on a line of its own, as the checks of the request have it. */
    static WireError field(String path, String message) {
        return invalid("* GenerateContentRequest." + path + ": " + message + "\n");
    }

    static WireError unknown(String name, String at) {
        var where = at.isEmpty() ? "" : " at '" + at + "'";
        return invalid("Invalid JSON payload received. Unknown name \"" + name + "\"" + where + ": Cannot find field.");
    }

    static WireError ofStatus(int status) {
        return switch (status) {
            case 401 -> badToken();
            case 403 -> of(403, null, "The caller does not have permission");
            case 404 -> of(404, null, "Requested entity was not found.");
            case 413 -> invalid("Request payload size exceeds the limit: 20971520 bytes.");
            case 429 -> of(429, null, "You exceeded your current quota, please check your plan and billing details.");
            case 503, 529 -> of(status, null, "The model is overloaded. Please try again later.");
            case 504 -> of(504, null, "The request timed out. Please try again.");
            default ->
                status < 500
                        ? of(status, null, "Simulated refusal with status " + status)
                        : of(
                                status,
                                null,
                                "An internal error has occurred. Please retry or report in"
                                        + " https://developers.generativeai.google/guide/troubleshooting");
        };
    }

    static WireError noKey() {
        return of(
                403,
                null,
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or"
                        + " other form of API consumer identity to call this API.");
    }

    static WireError badKey() {
        return of(400, "API_KEY_INVALID", "API key not valid. Please pass a valid API key.");
    }

    static WireError badToken() {
        return of(
                401,
                "ACCESS_TOKEN_TYPE_UNSUPPORTED",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.");
    }

    static WireError noSuchModel(String model) {
        return of(
                404,
                null,
                "models/" + model + " is not found for API version v1beta, or is not supported for generateContent."
                        + " Call ListModels to see the list of available models and their supported methods.");
    }

    static WireError tooLong(int tokens) {
        return invalid("The input token count (" + tokens + ") exceeds the maximum number of tokens allowed (16).");
    }

    static WireError noQuota() {
        return of(429, "QUOTA_PER_DAY", "You exceeded your current quota, please check your plan and billing details.");
    }

    static ObjectNode body(WireError error, RetryHint hint) {
        var body = Json.object();
        var inner = body.putObject("error")
                .put("code", error.status())
                .put("message", error.message())
                .put("status", status(error.status()));
        var details = Json.object().putArray("details");
        if ("QUOTA_PER_DAY".equals(error.code())) {
            details.addObject()
                    .put("@type", TYPES + "QuotaFailure")
                    .putArray("violations")
                    .addObject()
                    .put("quotaMetric", "generativelanguage.googleapis.com/generate_content_free_tier_requests")
                    .put("quotaId", "GenerateRequestsPerDayPerProjectPerModel-FreeTier");
        } else if (error.code() != null) {
            details.addObject()
                    .put("@type", TYPES + "ErrorInfo")
                    .put("reason", error.code())
                    .put("domain", "googleapis.com");
        }
        hint.duration()
                .ifPresent(wait -> details.addObject()
                        .put("@type", TYPES + "RetryInfo")
                        .put(
                                "retryDelay",
                                BigDecimal.valueOf(wait.toMillis(), 3)
                                                .stripTrailingZeros()
                                                .toPlainString()
                                        + "s"));
        if (!details.isEmpty()) {
            inner.set("details", details);
        }
        return body;
    }

    private static String status(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 503, 529 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }

    private static WireError of(int status, @Nullable String reason, String message) {
        return new WireError(status, status(status), null, reason, message);
    }
}
