package io.promptyard.gateway.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The management port: {@code /healthz} (the process lives), {@code /readyz} (200 when every check holds, else 503,
 * with each check by name) and {@code /metrics} (Prometheus text), and what {@link OpsPages} add. Its starter closes it.
 */
public final class OpsServer {
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;

    private OpsServer(HttpServer server) {
        this.server = server;
    }

    /** One without further pages. */
    public static Future<OpsServer> start(
            Vertx vertx, String host, int port, List<ReadinessCheck> checks, Supplier<String> scrape) {
        return start(vertx, host, port, checks, scrape, OpsPages.NONE);
    }

    /** Binds; port 0 takes any free one. The scrape runs on a worker thread, the checks and pages on an event loop. */
    public static Future<OpsServer> start(
            Vertx vertx, String host, int port, List<ReadinessCheck> checks, Supplier<String> scrape, OpsPages pages) {
        List<ReadinessCheck> all = List.copyOf(checks);
        return vertx.createHttpServer()
                .requestHandler(request -> handle(vertx, request, all, scrape, pages))
                .listen(port, host)
                .map(OpsServer::new);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> close() {
        return server.close();
    }

    private static void handle(
            Vertx vertx,
            HttpServerRequest request,
            List<ReadinessCheck> checks,
            Supplier<String> scrape,
            OpsPages pages) {
        Optional<OpsPages.Page> page =
                pages.answer(request.method().name(), request.path() == null ? "" : request.path());
        if (page.isPresent()) {
            answer(request, page.get().status(), JSON, page.get().json());
            return;
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("allow", "GET, HEAD");
            answer(request, 405, JSON, "{\"status\":\"method not allowed\"}");
            return;
        }
        String path = request.path() == null ? "" : request.path();
        switch (path) {
            case "/healthz" -> answer(request, 200, JSON, "{\"status\":\"up\"}");
            case "/readyz" -> ready(request, checks);
            case "/metrics" ->
                vertx.executeBlocking(scrape::get, false)
                        .onSuccess(text -> answer(request, 200, PROMETHEUS, text))
                        .onFailure(failure -> answer(request, 500, JSON, "{\"status\":\"scrape failed\"}"));
            default -> answer(request, 404, JSON, "{\"status\":\"not found\"}");
        }
    }

    private static void ready(HttpServerRequest request, List<ReadinessCheck> checks) {
        JsonObject named = new JsonObject();
        boolean all = true;
        for (ReadinessCheck check : checks) {
            boolean holds = holds(check);
            named.put(check.name(), holds);
            all &= holds;
        }
        JsonObject body = new JsonObject().put("ready", all).put("checks", named);
        answer(request, all ? 200 : 503, JSON, body.encode());
    }

    /** A check that throws does not hold: a probe must get an answer, whatever broke. */
    private static boolean holds(ReadinessCheck check) {
        try {
            return check.holds().getAsBoolean();
        } catch (RuntimeException failure) {
            return false;
        }
    }

    private static void answer(HttpServerRequest request, int status, String type, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .end(body);
    }
}
