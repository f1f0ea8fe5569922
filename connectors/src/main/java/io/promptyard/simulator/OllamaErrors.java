package io.promptyard.simulator;

/** The errors of Ollama's server: a text and nothing else. Stateless. */
final class OllamaErrors {

    private OllamaErrors() {}

    static WireError invalid(String message) {
        return of(400, message);
    }

    static WireError wrongType(String got, String field, String type) {
        return invalid(
                "json: cannot unmarshal " + got + " into Go struct field ChatRequest." + field + " of type " + type);
    }

    static WireError ofStatus(int status) {
        return switch (status) {
            case 401 -> of(401, "unauthorized");
            case 402 -> noQuota();
            case 404 -> noSuchModel("simulated");
            case 413 -> of(413, "http: request body too large");
            case 429 -> of(429, "too many requests, please try again later");
            case 503, 529 -> of(status, "server busy, please try again.  maximum pending requests exceeded");
            default ->
                status < 500
                        ? of(status, "simulated refusal with status " + status)
                        : of(status, "llama runner process has terminated: exit status 2");
        };
    }

    static WireError noSuchModel(String model) {
        return of(404, "model '" + model + "' not found");
    }

    static WireError tooLong(int tokens) {
        return invalid("the input length exceeds the context length");
    }

    /** Of the hosted service; a server of one's own has no such thing. */
    static WireError noQuota() {
        return of(402, "the usage limit of this account is reached, upgrade for higher limits");
    }

    private static WireError of(int status, String message) {
        return new WireError(status, "", null, null, message);
    }
}
