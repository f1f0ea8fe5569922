package io.promptyard.connector.http;

import io.promptyard.connector.OnHangUp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One POST of JSON to {@code endpoint}. {@code headers} are the dialect's own, credentials included: never printed.
 * {@code stream} says that an event stream is asked for; {@code within}, null for no other than the
 * provider's own, bounds the whole call. {@code onHangUp} null: it is stopped when its caller hangs up.
 */
public record CallRequest(
        URI endpoint,
        String attemptId,
        String idempotencyKey,
        Map<String, String> headers,
        Buffer body,
        boolean stream,
        @Nullable Duration within,
        @Nullable OnHangUp onHangUp,
        HeadListener heads) {
    public CallRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(heads, "heads");
    }

    /** One that has all the time there is, and whose reply's headers nobody is told of. */
    public CallRequest(
            URI endpoint,
            String attemptId,
            String idempotencyKey,
            Map<String, String> headers,
            Buffer body,
            boolean stream) {
        this(endpoint, attemptId, idempotencyKey, headers, body, stream, null, null, HeadListener.NONE);
    }

    RequestOptions options() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint.toString())
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("accept", stream ? "text/event-stream, application/json" : "application/json")
                .putHeader("user-agent", "promptyard")
                .putHeader("x-request-id", HeaderValue.of(attemptId))
                .putHeader("Idempotency-Key", HeaderValue.of(idempotencyKey));
        headers.forEach(options::putHeader);
        return options;
    }

    @Override
    public String toString() {
        return "CallRequest[" + attemptId + ", " + body.length() + " bytes]";
    }
}
