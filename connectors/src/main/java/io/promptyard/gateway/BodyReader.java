package io.promptyard.gateway;

import io.promptyard.gateway.openai.ApiError;
import io.promptyard.gateway.openai.ApiErrors;
import io.promptyard.gateway.openai.Exchange;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Reads a request's body up to a limit. What comes above it is read and thrown away before the refusal, because a client
 * that is still writing does not read; far above it the connection is closed. So it is when no further piece comes for too
 * long. Lives on the exchange's event loop.
 */
final class BodyReader {
    private static final int FAR_ABOVE = 4;

    private final Exchange exchange;
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long limit;
    private final Duration patience;
    private final Handler<Buffer> onBody;

    private Buffer body = Buffer.buffer();
    private long seen;
    private long seenBefore = -1;
    private long timer;
    private boolean over;

    private BodyReader(Exchange exchange, long limit, Duration patience, Handler<Buffer> onBody) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.vertx = exchange.context().owner();
        this.limit = limit;
        this.patience = patience;
        this.onBody = onBody;
    }

    /** Hands the whole body to {@code onBody}, or fails the exchange. */
    static void read(Exchange exchange, long limit, Duration patience, Handler<Buffer> onBody) {
        new BodyReader(exchange, limit, patience, onBody).start();
    }

    private void start() {
        long announced = announced();
        if (announced > limit) {
            seen = limit + 1;
        }
        boolean waits = request.getHeader("expect") != null;
        if (announced > limit && (waits || announced > limit * FAR_ABOVE)) {
            refuseAndClose(ApiErrors.bodyTooLarge(limit));
            return;
        }
        if (waits) {
            request.response().writeContinue();
        }
        request.handler(this::more);
        request.endHandler(ignored -> end());
        watch();
    }

    private long announced() {
        String length = request.getHeader("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException notALength) {
            return -1;
        }
    }

    /** One timer for the whole body: it is looked at whether anything came since. */
    private void watch() {
        seenBefore = seen;
        timer = vertx.setTimer(patience.toMillis(), ignored -> {
            if (over) {
                return;
            }
            if (seen > seenBefore) {
                watch();
            } else {
                refuseAndClose(ApiErrors.bodyStalled(patience));
            }
        });
    }

    private void more(Buffer piece) {
        seen += piece.length();
        if (over) {
            return;
        }
        if (seen <= limit) {
            body.appendBuffer(piece);
            return;
        }
        body = Buffer.buffer();
        if (seen > limit * FAR_ABOVE) {
            refuseAndClose(ApiErrors.bodyTooLarge(limit));
        }
    }

    private void end() {
        if (over) {
            return;
        }
        finish();
        if (seen > limit) {
            exchange.fail(ApiErrors.bodyTooLarge(limit));
        } else {
            onBody.handle(body);
        }
    }

    private void refuseAndClose(ApiError error) {
        finish();
        body = Buffer.buffer();
        exchange.failAndClose(error);
    }

    private void finish() {
        over = true;
        vertx.cancelTimer(timer);
    }
}
