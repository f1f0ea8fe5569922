package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The errors of Cohere's API: an id and a message, no codes. Stateless. */
final class CohereErrors {

    private CohereErrors() {}

    static WireError invalid(String message) {
        return of(400, "invalid request: " + message);
    }

    static WireError ofStatus(int status) {
        return switch (status) {
            case 401 -> badKey();
            case 402 -> noQuota();
            case 403 -> of(403, "this key is not permitted to use this resource");
            case 404 -> of(404, "resource not found");
            case 413 -> of(413, "request body is too large");
            case 429 -> of(429, "You are past the per minute request limit, please wait and try again later.");
            case 503, 529 -> of(status, "the service is temporarily overloaded, please try again later");
            case 504 -> of(504, "the request timed out");
            default ->
                status < 500
                        ? of(status, "simulated refusal with status " + status)
                        : of(status, "internal server error, this has been reported to our developers");
        };
    }

    static WireError badKey() {
        return of(401, "invalid api token");
    }

    static WireError noSuchModel(String model) {
        return of(404, "model '" + model + "' not found, make sure the correct model ID was used");
    }

    static WireError tooLong(int tokens) {
        return of(
                400,
                "too many tokens: total number of tokens in the prompt cannot exceed 16 - received " + tokens
                        + ". Try using a shorter prompt.");
    }

    static WireError noQuota() {
        return of(402, "the spending limit of this account is reached, raise it in the billing settings");
    }

    static ObjectNode body(WireError error, String responseId) {
        return Json.object().put("id", responseId).put("message", error.message());
    }

    private static WireError of(int status, String message) {
        return new WireError(status, "", null, null, message);
    }
}
