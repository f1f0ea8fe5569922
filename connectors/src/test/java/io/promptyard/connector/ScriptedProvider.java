package io.promptyard.connector;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider that does what a test tells it: one handler for every call, and it remembers what it was asked. */
public final class ScriptedProvider implements AutoCloseable {

    /** What a call looked like. */
    public record Received(String path, @Nullable String query, Map<String, String> headers, Buffer body) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger hungUp = new AtomicInteger();
    private volatile Handler<HttpServerRequest> script =
            request -> request.response().setStatusCode(500).end();

    private ScriptedProvider(Vertx vertx) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    public static ScriptedProvider start(Vertx vertx) throws Exception {
        return new ScriptedProvider(vertx);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Calls whose connection the client closed before the reply was whole. */
    public int hungUp() {
        return hungUp.get();
    }

    public void script(Handler<HttpServerRequest> script) {
        this.script = script;
    }

    /** Replies with a file of the test's resources. */
    public void reply(int status, String resource, Map<String, String> headers) {
        String type = switch (resource.substring(resource.lastIndexOf('.'))) {
            case ".sse" -> "text/event-stream";
            case ".ndjson" -> "application/x-ndjson";
            case ".events" -> "application/vnd.amazon.eventstream";
            default -> "application/json";
        };
        Buffer body = resource(resource);
        script(request -> head(request, status, type, headers).end(body));
    }

    /** Replies with {@code body}. */
    public void reply(int status, String contentType, Buffer body) {
        script(request -> head(request, status, contentType, Map.of()).end(body));
    }

    /** Sends {@code body} and then nothing more, the connection left open. */
    public void replyAndHang(String contentType, Buffer body) {
        script(request ->
                head(request, 200, contentType, Map.of()).setChunked(true).write(body));
    }

    /** Sends {@code body} in two parts, the second when told; none of the head either where the first is empty. */
    public void replyInTwo(String contentType, Buffer body, int first, CompletionStage<?> second) {
        script(request -> {
            HttpServerResponse response =
                    head(request, 200, contentType, Map.of()).setChunked(true);
            if (first > 0) {
                response.write(body.slice(0, first));
            }
            second.thenRun(() -> response.end(body.slice(first, body.length())));
        });
    }

    /** Sends {@code body} and breaks the connection. */
    public void replyAndBreak(String contentType, Buffer body) {
        script(request -> head(request, 200, contentType, Map.of())
                .setChunked(true)
                .write(body)
                .onComplete(written -> request.connection().close()));
    }

    public static Buffer resource(String name) {
        try (InputStream in = ScriptedProvider.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such resource: " + name);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServerResponse head(
            HttpServerRequest request, int status, String contentType, Map<String, String> headers) {
        HttpServerResponse response = request.response().setStatusCode(status).putHeader("content-type", contentType);
        headers.forEach(response::putHeader);
        return response;
    }

    private void handle(HttpServerRequest request) {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(headers::put);
        request.response().exceptionHandler(ignored -> hungUp.incrementAndGet());
        request.body().onSuccess(body -> {
            received.add(new Received(request.path(), request.query(), headers, body));
            script.handle(request);
        });
    }

    /** Nobody listens there any more when this returns. */
    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
