package io.promptyard.simulator;

import io.promptyard.simulator.BookedCall.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;

/** The response side of a call: writes, remembers what was sent, and notices when the caller hangs up. Lives on one event loop. */
final class Reply {

    /** On every response, so that nobody takes an answer for a real one. */
    static final String SIMULATED = "x-promptyard-simulated";

    private static final String JSON = "application/json";

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final ProviderWire wire;
    private final String responseId;
    private final BookPage page;
    private Runnable onHangUp = () -> {};
    private boolean over;
    private Bill bill = Bill.NOTHING;

    Reply(Vertx vertx, HttpServerResponse response, ProviderWire wire, String responseId, BookPage page) {
        this.vertx = vertx;
        this.response = response;
        this.wire = wire;
        this.responseId = responseId;
        this.page = page;
        response.closeHandler(it -> hungUp());
        response.exceptionHandler(it -> hungUp());
    }

    /** What to stop when the caller leaves. */
    void onHangUp(Runnable stop) {
        onHangUp = stop;
    }

    boolean over() {
        return over;
    }

    /** Books what has been spent on the answer so far; it stands whatever the end. */
    void spent(Bill spent) {
        bill = spent;
    }

    /** What the dialect tells of the answer's tokens among the headers, whatever becomes of the body. */
    void counts(Answer answer) {
        wire.counts(response.headers(), answer);
    }

    /** Status and content type, with the provider's own headers. */
    Reply head(int status, String contentType) {
        var headers = response.setStatusCode(status).headers();
        headers.set("content-type", contentType).set(SIMULATED, "true");
        wire.head(headers, responseId);
        return this;
    }

    void json(int status, Buffer body, Outcome outcome) {
        whole(status, JSON, body, outcome);
    }

    void whole(int status, String contentType, Buffer body, Outcome outcome) {
        head(status, contentType);
        close(outcome);
        response.end(body);
    }

    void error(WireError error, RetryHint hint, Instant now, Outcome outcome) {
        if (!wire.hintsInBody()) {
            hint.write(response.headers(), now);
        }
        json(error.status(), wire.error(error, responseId, hint), outcome);
    }

    /** The head of a stream; pieces follow by {@link #write}. */
    void startStream() {
        head(200, wire.streamType());
        response.headers().set("cache-control", "no-cache");
        response.setChunked(true);
    }

    void write(String events) {
        response.write(bytes(events));
    }

    void endStream(String events, Outcome outcome) {
        close(outcome);
        response.end(bytes(events));
    }

    private Buffer bytes(String events) {
        return Buffer.buffer(events.getBytes(wire.streamBytes()));
    }

    /** Sends the head as it stands and leaves the body open. */
    void headOnly() {
        response.setChunked(true);
        response.writeHead();
    }

    /** Announces the whole body, sends its first half and closes the connection. */
    void half(Buffer body) {
        head(200, JSON);
        response.headers().set("content-length", Integer.toString(body.length()));
        response.write(body.slice(0, body.length() / 2)).onComplete(it -> drop());
    }

    /** Writes and then closes the connection without the end of the body. */
    void writeAndDrop(String events) {
        response.write(bytes(events)).onComplete(it -> drop());
    }

    /** Closes the connection as it stands. */
    void drop() {
        close(Outcome.BROKEN, statusSent());
        response.reset();
    }

    /** Runs the step after so many milliseconds, unless the caller has left by then. */
    void later(long millis, Runnable step) {
        var timer = vertx.setTimer(millis, it -> step.run());
        onHangUp = () -> vertx.cancelTimer(timer);
    }

    private void close(Outcome outcome) {
        close(outcome, response.getStatusCode());
    }

    private void close(Outcome outcome, int status) {
        over = true;
        page.close(outcome, status, bill);
    }

    private void hungUp() {
        if (!over) {
            onHangUp.run();
            over = true;
            page.close(Outcome.HUNG_UP, statusSent(), bill);
        }
    }

    private int statusSent() {
        return response.headWritten() ? response.getStatusCode() : 0;
    }
}
