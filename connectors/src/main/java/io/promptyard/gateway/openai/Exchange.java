package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.gateway.ops.Endpoint;
import io.promptyard.gateway.ops.GatewayMetrics;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer. Puts the headers on it that every answer has, counts it once, and never answers
 * twice. Lives on the request's event loop, except
 * {@link #context()}.
 */
public final class Exchange {
    private static final String JSON = "application/json";

    private final HttpServerRequest request;
    private final Context context;
    private final Endpoint endpoint;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private final long startedMillis;

    private String id;
    private @Nullable String keyId;
    private boolean counted;

    public Exchange(
            HttpServerRequest request,
            Context context,
            String id,
            Endpoint endpoint,
            Clock clock,
            GatewayMetrics metrics) {
        this.request = request;
        this.context = context;
        this.id = id;
        this.endpoint = endpoint;
        this.clock = clock;
        this.metrics = metrics;
        this.startedMillis = clock.millis();
    }

    public String id() {
        return id;
    }

    /** Takes the id that the prompt has on the topics, where a client's own key made it. */
    void knownAs(String requestId) {
        id = requestId;
    }

    /** Notes the key that it came with, by its name or fingerprint. */
    public void openedBy(@Nullable String key) {
        keyId = key;
    }

    @Nullable
    String keyId() {
        return keyId;
    }

    public Context context() {
        return context;
    }

    public HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    Clock clock() {
        return clock;
    }

    GatewayMetrics metrics() {
        return metrics;
    }

    long startedMillis() {
        return startedMillis;
    }

    /** Whether nobody can be answered any more: answered already, or hung up. */
    boolean over() {
        return response().ended() || response().closed();
    }

    /** Sets status and the headers of every answer. */
    HttpServerResponse head(int status, String contentType) {
        long millis = clock.millis() - startedMillis;
        HttpServerResponse response = response().setStatusCode(status);
        response.headers()
                .set("content-type", contentType)
                .set("x-request-id", id)
                .set("openai-processing-ms", Long.toString(Math.max(0, millis)))
                .set("openai-version", "2020-10-01");
        return response;
    }

    public void json(int status, JsonNode body) {
        if (!over()) {
            Buffer buffer = Json.buffer(body);
            head(status, JSON).end(buffer);
            done(status);
        }
    }

    public void fail(ApiError error) {
        if (over()) {
            return;
        }
        if (error.shouldRetry() != null) {
            response().putHeader("x-should-retry", error.shouldRetry().toString());
        }
        Long millis = error.retryAfterMillis();
        if (millis != null) {
            response().putHeader("retry-after", Long.toString(Math.max(1, Math.ceilDiv(millis, 1000L))));
            response().putHeader("retry-after-ms", millis.toString());
        }
        json(error.status(), error.body());
    }

    /** The same where the rest of the request is not waited for: on HTTP/1.1 its connection ends with the answer. */
    public void failAndClose(ApiError error) {
        boolean shared = request.version() == HttpVersion.HTTP_2;
        if (!shared && !over()) {
            response().putHeader("connection", "close");
        }
        fail(error);
        if (shared) {
            response().reset();
        } else {
            request.connection().close();
        }
    }

    /**
     * Gives up a client in the middle of its answer: its connection, on HTTP/2 its stream. What is queued is lost; the usual
     * close, the channel's own too, would first wait for it to be written, and nobody reads.
     */
    void hangUp() {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        } else {
            response().reset();
        }
    }

    /** Counts the answer, once. {@code status} is how it ended: an error within a stream has one of its own. */
    void done(int status) {
        if (!counted) {
            counted = true;
            metrics.answered(endpoint, status, clock.millis() - startedMillis);
        }
    }
}
