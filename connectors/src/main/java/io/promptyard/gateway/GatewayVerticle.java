package io.promptyard.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One event loop's share of the HTTP server. Deployed and undeployed by {@link Gateway}. */
final class GatewayVerticle extends VerticleBase {
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_LINE_BYTES = 16 * 1024;

    private final HttpServerOptions options;
    private final Duration drain;
    private final RequestRouter router;

    private HttpServer server;

    /** {@code port} below zero is any free one, the same for every verticle that is given the same number. */
    GatewayVerticle(GatewayConfig config, int port, RequestRouter router) {
        this.options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setHandle100ContinueAutomatically(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(idleMillis(config))
                .setTcpNoDelay(true);
        this.drain = config.drain();
        this.router = router;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(options);
        return server.requestHandler(request -> router.route(request, context))
                .invalidRequestHandler(request -> router.invalid(request, context, MAX_LINE_BYTES, MAX_HEADER_BYTES))
                .listen();
    }

    /** Longer than any answer takes: a plain one is waited for in silence. */
    private static int idleMillis(GatewayConfig config) {
        Duration longest = config.times()
                .deadline()
                .plus(config.times().grace())
                .plus(config.patience().idle());
        return (int) Math.min(Integer.MAX_VALUE, longest.toMillis());
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(Math.max(1, drain.toMillis()), TimeUnit.MILLISECONDS);
    }
}
