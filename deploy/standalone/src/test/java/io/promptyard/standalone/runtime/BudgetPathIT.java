package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.RequestId;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Spend;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets over HTTP, in one process with two lanes. */
class BudgetPathIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 2_500_000;
    private static final int A_MINUTE = 5;
    private static final BigDecimal POT = new BigDecimal("0.02");
    private static final BigDecimal FOR_COPIES = new BigDecimal("5");

    private static final String ROUTES = """
              - { name: watched, match: { endpoint: watched }, strategy: { priority: [openai/gpt-4o] },
                  shadow: { name: trial, to: smart, percent: 100, per-month-usd: %s } }
              - { name: doomed, match: { endpoint: doomed }, strategy: { priority: [openai/gpt-4o] },
                  shadow: { name: doomed, to: dead/gpt-4o, percent: 100, per-month-usd: %s } }
            """.formatted(FOR_COPIES, FOR_COPIES);
    private static final String CEILINGS = """
            ceilings:
              - { name: pots, match: { endpoint: pot }, per: tenant, per-month-usd: %s, over: refuse }
              - { name: hurried, match: { endpoint: hurried }, per: [tenant, key], requests-per-minute: %d }
              - { name: large, match: { endpoint: large }, per-day-usd: 1000, per-month-usd: 1000 }
            """.formatted(POT, A_MINUTE);

    @TempDir
    private static Path directory;

    private static TestYard yard;
    private static HttpClient http;
    private static KafkaProducer<String, PromptRequest> producer;

    @BeforeAll
    static void start() {
        yard = TestYard.routing(
                ROUTES,
                CEILINGS,
                Lane.standard(),
                new Lane(TopicNames.standard().ofLane("batch"), true, OnRestart.RETRY));
        http = HttpClient.newHttpClient();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", yard.promptyard.bootstrapServers()),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
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

    @ParameterizedTest
    @ValueSource(strings = {"default", "batch"})
    void shouldSendCopiesOnTheirOwnAccountAndKeepTheirAnswersFromCallers(String lane) throws Exception {
        // Given
        RouterTopics topics = RouterTopics.of(TopicNames.standard().ofLane(lane), yard.serdes);
        // When: until there is money for one
        ProviderAttempt copied = copied(topics, "watched", "~trial", lane);
        ProviderAttempt failed = copied(topics, "doomed", "~doomed", lane);
        // Then
        String id = original(copied);
        assertThat(copied.success()).isTrue();
        assertThat(failed.kind()).isEqualTo(FailureKind.NETWORK);
        try (TopicTail<FinalResponse> kept = yard.tail(topics.shadowResponses());
                TopicTail<FinalResponse> responses = yard.tail(topics.responses());
                TopicTail<RoutingDecision> decisions = yard.tail(topics.decisions());
                TopicTail<Spend> spend = yard.tail(topics.spend())) {
            FinalResponse answer = kept.await(copied.id().value(), 1).getFirst().value();
            assertThat(((Answer) answer.result()).target())
                    .isEqualTo(yard.config.aliases().get("smart"));
            assertThat(answer.costUsd()).isEqualByComparingTo(copied.costUsd());
            FinalResponse own = responses.await(id, 1).getFirst().value();
            assertThat(((Answer) own.result()).target()).isEqualTo(Target.parse("openai/gpt-4o"));
            assertThat(own.attempts()).isEqualTo(1);
            assertThat(((Answer) responses
                                    .await(original(failed), 1)
                                    .getFirst()
                                    .value()
                                    .result())
                            .target())
                    .isEqualTo(Target.parse("openai/gpt-4o"));
            assertThat(responses.await(record -> record.key().contains("~"), 0)).isEmpty();
            assertThat(decisions.await(id, 1).getFirst().value().shadow().target())
                    .hasValue(copied.target());
            Spend account = spend.await(record -> record.value().budget().equals("shadow:trial per month"), 1)
                    .getFirst()
                    .value();
            assertThat(account.reservedUsd().add(account.spentUsd()))
                    .isPositive()
                    .isLessThanOrEqualTo(FOR_COPIES);
        }
    }

    /** How the first copy has ended of prompts that are sent until one has. */
    private static ProviderAttempt copied(RouterTopics topics, String endpoint, String suffix, String lane) {
        String body = body("{}").replace("openai/gpt-4o", "auto");
        try (TopicTail<ProviderAttempt> attempts = yard.tail(topics.attempts())) {
            return await("a copy has been called")
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                HttpResponse<String> response =
                                        http.send(request(endpoint, "acme", body, lane), BodyHandlers.ofString());
                                assertThat(response.statusCode())
                                        .as(response.body())
                                        .isEqualTo(200);
                                return attempts.await(
                                        record -> record.key().endsWith(suffix)
                                                && record.value().phase() == Phase.ENDED,
                                        0);
                            },
                            ended -> !ended.isEmpty())
                    .getFirst()
                    .value();
        }
    }

    private static String original(ProviderAttempt copied) {
        String id = copied.id().value();
        return id.substring(0, id.indexOf('~'));
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

    @Test
    void shouldLetNoMoreGoThanTheLimitWhenClientsAndProducersCrowd() throws Exception {
        // Given
        String body = body("{}");
        List<String> ids = new ArrayList<>();
        // When: at once, by HTTP and, under the same tenant and no key either, by topic
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 2 * A_MINUTE; i++) {
            calls.add(http.sendAsync(request("hurried", "acme", body, "default"), BodyHandlers.ofString()));
            String id = "hurried-" + i;
            produce(PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name a river")));
            ids.add(id);
        }
        List<HttpResponse<String>> answers =
                calls.stream().map(CompletableFuture::join).toList();
        // Then: whatever minutes they fell into
        answers.forEach(
                each -> ids.add(each.headers().firstValue("x-request-id").orElseThrow()));
        List<FinalResponse> ends = ends(ids);
        ends.stream()
                .collect(Collectors.groupingBy(BudgetPathIT::minute))
                .forEach((minute, asked) -> assertThat(asked.stream()
                                .filter(end -> end.result() instanceof FinalResponse.Answer)
                                .map(end -> end.rateLimits().requests().remaining()))
                        .as("asked in the minute up to " + minute)
                        .containsExactlyInAnyOrderElementsOf(
                                LongStream.range(Math.max(0, A_MINUTE - asked.size()), A_MINUTE)
                                        .boxed()
                                        .toList()));
        assertThat(answers)
                .anySatisfy(BudgetPathIT::assertLimited)
                .anySatisfy(each -> assertThat(each.statusCode()).isEqualTo(200));
    }

    @Test
    void shouldComeOutAsRecordedWhenItsOwnConfigurationIsReplayed() throws Exception {
        // Given: some of it refused, of both lanes, some of it under nothing
        for (int i = 0; i <= A_MINUTE; i++) {
            chat("hurried", "replayed", "{}", i % 2 == 0 ? "default" : "batch");
        }
        String last = chat("free", "replayed", "{}")
                .headers()
                .firstValue("x-request-id")
                .orElseThrow();
        try (TopicTail<RoutingDecision> tail = yard.tail(yard.topics.decisions())) {
            tail.await(last, 1);
        }
        Path same = Files.writeString(
                directory.resolve("same.yaml"), TestYard.file().replace("routes:\n", "routes:\n" + ROUTES) + CEILINGS);
        Path other = Files.writeString(directory.resolve("other.yaml"), """
                providers: { mistral: { dialect: openai } }
                routes: [ { name: all, match: {}, strategy: cheapest-capable, substitute: true } ]
                """);
        // When
        CliRun checked = replay(same, "--check", "--json");
        CliRun batch = replay(same, "--check", "--lane", "batch");
        CliRun elsewhere = replay(other, "--filter", "tenant == 'replayed' && endpoint != 'free'", "--group", "tenant");
        // Then
        assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
        ReplayReport report = ReportJson.read(checked.out());
        assertThat(report.notes()).anyMatch(note -> note.matches("checked: \\d+ decisions .*, in every field"));
        assertThat(report.counts().decided())
                .isGreaterThanOrEqualTo(4)
                .isEqualTo(report.counts().unchanged());
        assertThat(report.counts().withoutPrompt()).isZero();
        assertThat(batch.code()).as(batch.out() + batch.err()).isZero();
        assertThat(batch.out()).contains(" go as they went, 0 elsewhere, 0 nowhere any more, 0 somewhere at last");
        assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
        assertThat(elsewhere.out())
                .contains("openai/gpt-4o")
                .contains(" nowhere any more")
                .contains("replayed");
    }

    private static CliRun replay(Path candidate, String... words) {
        List<String> all = new ArrayList<>(List.of("replay", "--dry", "--config", candidate.toString()));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }

    private static Instant minute(FinalResponse end) {
        return end.rateLimits().requests().resetAt();
    }

    private static void assertLimited(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(refused.headers().firstValueAsLong("x-ratelimit-limit-requests"))
                .hasValue(A_MINUTE);
        assertThat(refused.headers().firstValueAsLong("x-ratelimit-remaining-requests"))
                .hasValue(0);
        assertThat(refused.headers().firstValue("x-ratelimit-reset-requests").orElseThrow())
                .matches("[0-9.]+m?s|1m0s");
    }

    private static List<FinalResponse> ends(List<String> ids) {
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            return tail.await(record -> ids.contains(record.key()), ids.size()).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    private static void produce(PromptRequest plain) throws Exception {
        PromptRequest prompt = new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                "acme",
                "hurried",
                Map.of(),
                "openai/gpt-4o",
                plain.constraints(),
                plain.body(),
                false,
                null,
                null,
                null);
        producer.send(new ProducerRecord<>(
                        yard.topics.prompts().name(), prompt.id().value(), prompt))
                .get();
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
        return http.send(request(endpoint, tenant, body(metadata), lane), BodyHandlers.ofString());
    }

    private static String body(String metadata) {
        return "{\"model\":\"openai/gpt-4o\",\"max_tokens\":1000,\"metadata\":" + metadata
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Name three rivers\"}]}";
    }

    private static HttpRequest request(String endpoint, String tenant, String body, String lane) {
        return HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                .header("content-type", "application/json")
                .header("x-promptyard-lane", lane)
                .header("x-promptyard-endpoint", endpoint)
                .header("x-promptyard-tenant", tenant)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
