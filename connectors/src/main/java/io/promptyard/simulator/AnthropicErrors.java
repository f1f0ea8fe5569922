package io.promptyard.simulator;

import static io.promptyard.simulator.WireError.invalid;

/** The errors of the Anthropic dialect, worded as the service words them. Stateless. */
final class AnthropicErrors {

    private AnthropicErrors() {}

    static WireError ofStatus(int status) {
        return switch (status) {
            case 401 -> badKey();
            case 402 -> error(402, "billing_error", "Your account has a billing problem.");
            case 403 ->
                error(403, "permission_error", "Your API key does not have permission to use the specified resource.");
            case 404 -> error(404, "not_found_error", "Not found");
            case 413 -> error(413, "request_too_large", "Request exceeds the maximum size");
            case 429 ->
                error(
                        429,
                        "rate_limit_error",
                        "This request would exceed your account's rate limit. Please try again later.");
            case 504 -> error(504, "timeout_error", "Request timed out");
            case 529 -> error(529, "overloaded_error", "Overloaded");
            default ->
                status < 500
                        ? error(status, "invalid_request_error", "Simulated refusal with status " + status)
                        : error(status, "api_error", "Internal server error");
        };
    }

    static WireError badKey() {
        return error(401, "authentication_error", "invalid x-api-key");
    }

    static WireError noSuchModel(String model) {
        return error(404, "not_found_error", "model: " + model);
    }

    static WireError tooLong(int tokens) {
        return invalid("prompt is too long: " + tokens + " tokens > 16 maximum");
    }

    static WireError noQuota() {
        return invalid(
                "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade"
                        + " or purchase credits.");
    }

    static WireError required(String path) {
        return invalid(path + ": Field required");
    }

    static WireError extra(String path) {
        return invalid(path + ": Extra inputs are not permitted");
    }

    private static WireError error(int status, String type, String message) {
        return new WireError(status, type, null, null, message);
    }
}
