package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Server-sent events as OpenAI sends them: {@code data:} lines and comments, never {@code id:} or {@code retry:}. While
 * nothing else is sent, a comment keeps the connection alive. Owned by one event loop.
 */
final class EventStream {
    private static final long NO_TIMER = -1;
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final String DONE = "data: [DONE]\n\n";
    private static final String KEEP_ALIVE = ": keep-alive\n\n";

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Duration patience;
    private final Runnable onStopped;
    private final long keepAliveTimer;

    private long fullTimer = NO_TIMER;
    private boolean spoke = true;

    /**
     * Starts to watch for silence; {@link #stop()} or an end must follow.
     *
     * @param onStopped told once the client has read nothing for {@code patience} while there is more than enough to read
     */
    EventStream(Vertx vertx, HttpServerResponse response, Duration keepAlive, Duration patience, Runnable onStopped) {
        this.vertx = vertx;
        this.response = response;
        this.patience = patience;
        this.onStopped = onStopped;
        this.keepAliveTimer = vertx.setPeriodic(keepAlive.toMillis(), ignored -> breathe());
    }

    static void headers(HttpServerResponse response) {
        response.setChunked(true);
        response.headers().set("cache-control", "no-cache").set("x-accel-buffering", "no");
    }

    void send(JsonNode data) {
        spoke = true;
        response.write(frame(data));
        watch();
    }

    /** From a full queue on the client has its time to read until there is room again. */
    private void watch() {
        if (fullTimer != NO_TIMER || !response.writeQueueFull()) {
            return;
        }
        fullTimer = vertx.setTimer(patience.toMillis(), ignored -> {
            fullTimer = NO_TIMER;
            onStopped.run();
        });
        response.drainHandler(ignored -> cancel());
    }

    private void cancel() {
        vertx.cancelTimer(fullTimer);
        fullTimer = NO_TIMER;
    }

    void done() {
        stop();
        response.end(DONE);
    }

    /** An error within a stream: its event, then the end, without the mark of a good end. */
    void broken(ApiError error) {
        stop();
        response.end(frame(error.body()));
    }

    void stop() {
        vertx.cancelTimer(keepAliveTimer);
        cancel();
    }

    private void breathe() {
        if (!spoke && !response.ended() && !response.closed() && !response.writeQueueFull()) {
            response.write(KEEP_ALIVE);
        }
        spoke = false;
    }

    private static Buffer frame(JsonNode data) {
        byte[] json = Json.bytes(data);
        return Buffer.buffer(json.length + DATA.length + END.length)
                .appendBytes(DATA)
                .appendBytes(json)
                .appendBytes(END);
    }
}
