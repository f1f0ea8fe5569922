package io.promptyard.simulator;

/** The errors of Bedrock's runtime: a message, and an exception's name as type. Stateless. */
final class BedrockErrors {

    private BedrockErrors() {}

    static WireError invalid(String message) {
        return of(400, "ValidationException", message);
    }

    static WireError ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> badKey();
            case 402 -> noQuota();
            case 404 -> noSuchModel("simulated");
            case 408, 504 -> of(status, "ModelTimeoutException", "Model has timed out in processing the request.");
            case 413 -> of(413, "RequestEntityTooLargeException", "The request is too large.");
            case 424 -> of(424, "ModelErrorException", "The system encountered an unexpected error during processing.");
            case 429 -> of(429, "ThrottlingException", "Too many requests, please wait before trying again.");
            case 503, 529 -> of(status, "ServiceUnavailableException", "Bedrock is unable to process your request.");
            default ->
                status < 500
                        ? of(status, "ValidationException", "Simulated refusal with status " + status)
                        : of(
                                status,
                                "InternalServerException",
                                "The system encountered an unexpected error during processing. Try your request again.");
        };
    }

    static WireError badKey() {
        return of(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    static WireError noSuchModel(String model) {
        return of(
                404,
                "ResourceNotFoundException",
                "Could not resolve the foundation model from the model identifier: " + model);
    }

    static WireError tooLong(int tokens) {
        return invalid("Input is too long for requested model.");
    }

    /** A stand-in: an account is not cut off by a call's answer over there. */
    static WireError noQuota() {
        return of(402, "ServiceQuotaExceededException", "Your request exceeds the service quota for your account.");
    }

    private static WireError of(int status, String type, String message) {
        return new WireError(status, type, null, null, message);
    }
}
