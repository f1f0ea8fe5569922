package io.promptyard.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean bound = new AtomicBoolean();

    private OpsServer server;

    @BeforeEach
    void start() {
        List<ReadinessCheck> checks =
                List.of(new ReadinessCheck("topics", () -> true), new ReadinessCheck("gateway", () -> {
                    if (!bound.get()) {
                        throw new IllegalStateException("not yet");
                    }
                    return true;
                }));
        OpsPages pages = (method, path) -> path.equals("/more")
                ? Optional.of(new OpsPages.Page(method.equals("POST") ? 200 : 405, "{\"more\":true}"))
                : Optional.empty();
        server = OpsServer.start(vertx, "127.0.0.1", 0, checks, () -> "promptyard_gateway_accepted_total 1\n", pages)
                .await();
    }

    @AfterEach
    void stop() {
        server.close().await();
        client.close();
        vertx.close().await();
    }

    @Test
    void shouldBeHealthyWhileItIsNotReady() throws Exception {
        // When
        HttpResponse<String> health = get("/healthz");
        HttpResponse<String> ready = get("/readyz");

        // Then
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(ready.body()).getJsonObject("checks"))
                .isEqualTo(new JsonObject().put("topics", true).put("gateway", false));
    }

    @Test
    void shouldBeReadyWhenEveryCheckHolds() throws Exception {
        // Given
        bound.set(true);

        // When
        HttpResponse<String> ready = get("/readyz");

        // Then
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(ready.body()).getBoolean("ready")).isTrue();
    }

    @Test
    void shouldShowTheScrape() throws Exception {
        // When
        HttpResponse<String> metrics = get("/metrics");

        // Then
        assertThat(metrics.body()).isEqualTo("promptyard_gateway_accepted_total 1\n");
        assertThat(metrics.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void shouldKnowNoOtherPath() throws Exception {
        // When
        int status = get("/nothing").statusCode();

        // Then
        assertThat(status).isEqualTo(404);
    }

    @Test
    void shouldAnswerFurtherPagesBesideItsOwn() throws Exception {
        // Given
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/more"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        // When
        HttpResponse<String> posted = client.send(post, HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("{\"more\":true}");
        assertThat(get("/more").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
