package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManagementIT {
    private static TestYard yard;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        yard.close();
    }

    @Test
    void shouldBeAliveAndReadyWhenStarted() throws Exception {
        // When // Then
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowOurMetersKafkasVertxsAndTheJvms() throws Exception {
        // When
        String metrics = get("/metrics").body();
        // Then
        assertThat(metrics)
                .contains("promptyard_gateway_requests_total")
                .contains("promptyard_worker_open")
                .containsPattern("(?m)^kafka_stream_")
                .containsPattern("(?m)^vertx_")
                .containsPattern("(?m)^jvm_memory_used_bytes");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create(yard.promptyard.managementUrl() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
