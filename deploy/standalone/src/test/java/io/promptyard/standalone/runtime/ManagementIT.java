package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.standalone.cli.CliRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManagementIT {
    private static TestYard yard;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        yard = TestYard.with("health: { circuit: { min-calls: 4, open: 60s } }\n", Lane.standard());
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

    @Test
    void shouldLeaveOutATargetWhoseCircuitIsOpenUntilItIsReset() throws Exception {
        // Given
        String management = yard.promptyard.managementUrl();

        // When
        Awaitility.await("the target that nobody answers at is left out")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ask().headers().firstValue("x-promptyard-attempts").equals(Optional.of("1")));

        // Then
        CliRun table = CliRun.of("providers", "--management", management);
        assertThat(table.code()).as(table.err()).isZero();
        assertThat(table.out()).containsPattern("dead/gpt-4o +open +20");
        try (TopicTail<RoutingDecision> tail = yard.tail(yard.topics.decisions())) {
            String id = ask().headers().firstValue("x-request-id").orElseThrow();
            assertThat(tail.await(id, 1).getFirst().value().candidates())
                    .extracting(Candidate::target, Candidate::reason)
                    .contains(tuple(Target.of("dead", "gpt-4o"), "circuit-open"));
        }
        assertThat(get("/metrics").body())
                .contains("promptyard_health_circuit{model=\"gpt-4o\",provider=\"dead\"} 2.0");
        CliRun reset = CliRun.of("providers", "reset", "dead/gpt-4o", "--management", management);
        assertThat(reset.code()).as(reset.err()).isZero();
        assertThat(CliRun.of("providers", "--json", "--management", management).out())
                .containsPattern("\"provider\":\"dead\",\"model\":\"gpt-4o\",\"state\":\"HEALTHY\"");
        assertThat(CliRun.of("providers", "reset", "dead/none", "--management", management)
                        .code())
                .isEqualTo(1);
    }

    private static HttpResponse<String> ask() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                .header("x-promptyard-endpoint", "shaky")
                .POST(HttpRequest.BodyPublishers.ofString("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create(yard.promptyard.managementUrl() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
