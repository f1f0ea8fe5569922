package io.promptyard.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a request's body up to a limit. What comes above it is read and thrown away before the refusal, because a client
 * that is still writing does not read; far above it the connection is closed.
 */
final class BodyReader {
    private static final int PATIENCE = 4;

    private final HttpServerRequest request;
    private final long limit;
    private final Handler<Buffer> onBody;
    private final Runnable onTooLarge;

    private Buffer body = Buffer.buffer();
    private long seen;
    private boolean refused;

    private BodyReader(HttpServerRequest request, long limit, Handler<Buffer> onBody, Runnable onTooLarge) {
        this.request = request;
        this.limit = limit;
        this.onBody = onBody;
        this.onTooLarge = onTooLarge;
    }

    static void read(HttpServerRequest request, long limit, Handler<Buffer> onBody, Runnable onTooLarge) {
        new BodyReader(request, limit, onBody, onTooLarge).start();
    }

    private void start() {
        long announced = announced();
        if (announced > limit) {
            seen = limit + 1;
        }
        boolean waits = request.getHeader("expect") != null;
        if (announced > limit && (waits || announced > limit * PATIENCE)) {
            refuse();
            request.connection().close();
            return;
        }
        if (waits) {
            request.response().writeContinue();
        }
        request.handler(this::more);
        request.endHandler(ignored -> end());
    }

    private long announced() {
        String length = request.getHeader("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException notALength) {
            return -1;
        }
    }

    private void more(Buffer piece) {
        seen += piece.length();
        if (seen <= limit) {
            body.appendBuffer(piece);
            return;
        }
        body = Buffer.buffer();
        if (seen > limit * PATIENCE && !refused) {
            refuse();
            request.connection().close();
        }
    }

    private void end() {
        if (seen > limit) {
            refuse();
        } else {
            onBody.handle(body);
        }
    }

    private void refuse() {
        if (!refused) {
            refused = true;
            onTooLarge.run();
        }
    }
}
