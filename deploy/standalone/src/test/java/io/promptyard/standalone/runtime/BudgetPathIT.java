package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Reservation;
import io.promptyard.router.config.OnRestart;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Budgets over HTTP, in one process with two lanes. */
class BudgetPathIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 2_500_000;
    private static final BigDecimal POT = new BigDecimal("0.02");

    private static TestYard yard;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        yard = TestYard.with(
                """
            ceilings:
              - { name: pots, match: { endpoint: pot }, per: tenant, per-month-usd: %s, over: refuse }
              - { name: large, match: { endpoint: large }, per-day-usd: 1000, per-month-usd: 1000 }
            """.formatted(POT),
                Lane.standard(),
                new Lane(TopicNames.standard().ofLane("batch"), true, OnRestart.RETRY));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        yard.close();
    }

    @Test
    void shouldAnswerUntilTheBudgetIsSpentAndThenSayWhenItBeginsAnew() throws Exception {
        // Given
        BigDecimal paid = BigDecimal.ZERO;
        HttpResponse<String> response = chat("pot", "acme", "{}", "default");
        int refused = 0;
        // When: refused in one lane and then in the other, with nothing in reserve
        for (int i = 1; refused < 2; i++) {
            if (response.statusCode() == 200) {
                paid = paid.add(new BigDecimal(
                        response.headers().firstValue("x-promptyard-cost-usd").orElseThrow()));
                assertThat(paid).isLessThanOrEqualTo(POT);
                refused = 0;
            } else {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(402);
                refused++;
                assertShown("pots{tenant=acme} per month", paid);
            }
            response = chat("pot", "acme", "{}", i % 2 == 0 ? "default" : "batch");
        }
        // Then
        assertThat(response.body()).contains("pots{tenant=acme}");
        assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(response.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, Duration.ofDays(31).toSeconds());
        assertThat(paid).isPositive();
        assertThat(chat("pot", "other", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCarryALargePromptThroughTheBudget() throws Exception {
        // When
        HttpResponse<String> response = chat("large", "acme", "{\"note\":\"" + "x".repeat(LARGE) + "\"}");
        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        try (TopicTail<Reservation> tail = yard.tail(yard.topics.reservations())) {
            assertThat(tail.await(id, 1).getFirst().value().options()).isNotEmpty();
        }
    }

    @Test
    void shouldAskNobodyWhenNoBudgetIsForThePrompt() throws Exception {
        // When
        HttpResponse<String> response = chat("free", "acme", "{}");
        String later =
                chat("large", "acme", "{}").headers().firstValue("x-request-id").orElseThrow();
        // Then
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        try (TopicTail<Reservation> tail = yard.tail(yard.topics.reservations())) {
            tail.await(later, 1);
            assertThat(tail.await(id, 0)).isEmpty();
        }
    }

    private static void assertShown(String budget, BigDecimal spent) {
        await("the budget shows what was paid").atMost(PATIENCE).untilAsserted(() -> {
            CliRun run = CliRun.of(
                    "budgets",
                    "--json",
                    "--bootstrap=" + yard.promptyard.bootstrapServers(),
                    "--registry=" + yard.promptyard.registryUrl());
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode found = null;
            for (JsonNode each : new JsonMapper().readTree(run.out())) {
                found = each.path("budget").asText().equals(budget) ? each : found;
            }
            assertThat(found).isNotNull();
            assertThat(new BigDecimal(found.path("spentUsd").asText())).isEqualByComparingTo(spent);
            assertThat(new BigDecimal(found.path("reservedUsd").asText())).isZero();
            assertThat(new BigDecimal(found.path("limitUsd").asText())).isEqualByComparingTo(POT);
        });
        CliRun table = CliRun.of(
                "budgets",
                "--bootstrap=" + yard.promptyard.bootstrapServers(),
                "--registry=" + yard.promptyard.registryUrl());
        assertThat(table.out()).contains(budget);
    }

    private static HttpResponse<String> chat(String endpoint, String tenant, String metadata) throws Exception {
        return chat(endpoint, tenant, metadata, "default");
    }

    private static HttpResponse<String> chat(String endpoint, String tenant, String metadata, String lane)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                .header("content-type", "application/json")
                .header("x-promptyard-lane", lane)
                .header("x-promptyard-endpoint", endpoint)
                .header("x-promptyard-tenant", tenant)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"openai/gpt-4o\",\"max_tokens\":1000,\"metadata\":" + metadata
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Name three rivers\"}]}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
