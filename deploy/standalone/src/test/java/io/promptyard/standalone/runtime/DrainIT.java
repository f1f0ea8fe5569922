package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a client and a load balancer see of a process that is told to stop while a call is open. */
class DrainIT {
    private static final String MODEL = "one--slow2000";

    @Test
    void shouldRefuseTheNewNotBeReadyAndAnswerTheOpenWhenItStops() throws Exception {
        TestYard yard = TestYard.start(null);
        try (HttpClient http = HttpClient.newHttpClient()) {
            // Given
            CompletableFuture<HttpResponse<String>> open =
                    http.sendAsync(ask(yard), HttpResponse.BodyHandlers.ofString());
            Awaitility.await("the call is open")
                    .until(() -> yard.calls("slow", MODEL).size() == 1);
            HttpRequest readyz = HttpRequest.newBuilder(URI.create(yard.promptyard.managementUrl() + "/readyz"))
                    .build();

            // When
            CompletableFuture<Void> closed = CompletableFuture.runAsync(yard::close);
            Awaitility.await("not ready").until(() -> status(http, readyz) == 503);
            HttpResponse<String> late = http.send(ask(yard), HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("retry-after")).isPresent();
            assertThat(open.join().statusCode()).isEqualTo(200);
            closed.join();
        }
    }

    private static int status(HttpClient http, HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest ask(TestYard yard) {
        return HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"model":"slow/%s","messages":[{"role":"user","content":"Name a river"}]}""".formatted(MODEL)))
                .build();
    }
}
