package io.promptyard.connector.http;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One POST of JSON to {@code endpoint}. {@code headers} are the dialect's own, credentials included: never printed.
 * {@code stream} says that an event stream is asked for.
 */
public record CallRequest(
        URI endpoint,
        String attemptId,
        String idempotencyKey,
        Map<String, String> headers,
        Buffer body,
        boolean stream) {
    public CallRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    @Override
    public String toString() {
        return "CallRequest[" + attemptId + ", " + body.length() + " bytes]";
    }
}
