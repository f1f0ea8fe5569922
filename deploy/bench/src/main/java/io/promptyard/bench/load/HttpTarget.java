package io.promptyard.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An OpenAI-compatible endpoint, called from one event loop. A plain call has ended when its whole body is there, a
 * stream when the first content is there (the rest is still read).
 */
public final class HttpTarget implements Target {
    private static final int BODIES = 64;
    private static final String CONTENT = "\"content\":\"";

    private final HttpClient client;
    private final Context loop;
    private final URI endpoint;
    private final List<Buffer> bodies;
    private final boolean stream;

    /** @param baseUrl ends in {@code /v1} */
    public HttpTarget(Vertx vertx, String baseUrl, Prompts prompts, String model, boolean stream, int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true).setKeepAliveTimeout(300),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
        this.loop = vertx.getOrCreateContext();
        this.endpoint = URI.create(baseUrl + "/chat/completions");
        this.stream = stream;
        this.bodies = IntStream.range(0, BODIES)
                .mapToObj(i -> Buffer.buffer(prompts.chatCompletion(i, model, stream, stream ? 40 : 120)))
                .toList();
    }

    @Override
    public void call(int number, Ending ending) {
        loop.runOnContext(go -> client.request(
                        HttpMethod.POST, endpoint.getPort(), endpoint.getHost(), endpoint.getPath())
                .compose(request -> request.putHeader("content-type", "application/json")
                        .putHeader("authorization", "Bearer bench")
                        .send(bodies.get(number % BODIES)))
                .compose(response -> stream ? firstContent(response) : whole(response))
                .onSuccess(done -> ending.answered())
                .onFailure(failure -> ending.failed()));
    }

    private static Future<Void> whole(HttpClientResponse response) {
        return response.body().compose(body -> verdict(response));
    }

    private static Future<Void> firstContent(HttpClientResponse response) {
        Promise<Void> first = Promise.promise();
        response.handler(part -> {
            if (hasContent(part.toString(StandardCharsets.UTF_8))) {
                first.tryComplete();
            }
        });
        response.end().onComplete(end -> first.tryFail("no content"));
        return first.future().compose(done -> verdict(response));
    }

    /** Whether some delta has text; the first may be an empty one that names the role. */
    static boolean hasContent(String events) {
        for (int at = events.indexOf(CONTENT); at >= 0; at = events.indexOf(CONTENT, at + 1)) {
            int text = at + CONTENT.length();
            if (text < events.length() && events.charAt(text) != '"') {
                return true;
            }
        }
        return false;
    }

    private static Future<Void> verdict(HttpClientResponse response) {
        return response.statusCode() == 200
                ? Future.succeededFuture()
                : Future.failedFuture("status " + response.statusCode());
    }

    @Override
    public void close() {
        client.close();
    }
}
