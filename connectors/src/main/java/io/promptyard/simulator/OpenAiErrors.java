package io.promptyard.simulator;

import static io.promptyard.simulator.WireError.invalid;

import com.fasterxml.jackson.databind.JsonNode;

/** The errors of the OpenAI dialect, worded as the service words them. Stateless. */
final class OpenAiErrors {

    private OpenAiErrors() {}

    static WireError unparsable() {
        return invalid(
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your"
                        + " HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)");
    }

    static WireError ofStatus(int status) {
        return switch (status) {
            case 401 -> badKey();
            case 403 ->
                new WireError(
                        403,
                        "invalid_request_error",
                        null,
                        "unsupported_country_region_territory",
                        "Country, region, or territory not supported");
            case 413 ->
                new WireError(413, "invalid_request_error", null, "request_too_large", "Request body is too large.");
            case 429 ->
                new WireError(
                        429,
                        "requests",
                        null,
                        "rate_limit_exceeded",
                        "Rate limit reached on requests per min (RPM): Limit 500, Used 500, Requested 1.");
            case 503 ->
                new WireError(
                        503, "server_error", null, null, "The engine is currently overloaded, please try again later");
            default ->
                status < 500
                        ? new WireError(
                                status, "invalid_request_error", null, null, "Simulated refusal with status " + status)
                        : new WireError(
                                status,
                                "server_error",
                                null,
                                null,
                                "The server had an error while processing your request. Sorry about that!");
        };
    }

    static WireError badKey() {
        return new WireError(
                401,
                "invalid_request_error",
                null,
                "invalid_api_key",
                "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.");
    }

    static WireError noSuchModel(String model) {
        return new WireError(
                404,
                "invalid_request_error",
                null,
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it.");
    }

    static WireError tooLong(int tokens) {
        return invalid(
                "messages",
                "context_length_exceeded",
                "This model's maximum context length is 16 tokens. However, your messages resulted in " + tokens
                        + " tokens. Please reduce the length of the messages.");
    }

    static WireError noQuota() {
        return new WireError(
                429,
                "insufficient_quota",
                null,
                "insufficient_quota",
                "You exceeded your current quota, please check your plan and billing details.");
    }

    static WireError missing(String param) {
        return invalid(param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
    }

    static WireError wrongType(String param, String expected, JsonNode got) {
        return invalid(
                param,
                "invalid_type",
                "Invalid type for '" + param + "': expected " + expected + ", but got " + JsonKind.of(got)
                        + " instead.");
    }

    static WireError wrongValue(String param, String got, String supported) {
        return invalid(
                param, "invalid_value", "Invalid value: '" + got + "'. Supported values are: " + supported + ".");
    }
}
