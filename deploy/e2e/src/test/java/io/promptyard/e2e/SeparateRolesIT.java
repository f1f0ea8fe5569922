package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.e2e.ChatClient.Completion;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cluster, router, one worker per provider and gateway, each a process of its own; the providers are simulated. */
class SeparateRolesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AFTER_A_CRASH = Duration.ofSeconds(120);

    @TempDir
    private static Path directory;

    private static RoleProcess cluster;
    private static RoleProcess router;
    private static RoleProcess openai;
    private static RoleProcess anthropic;
    private static RoleProcess gateway;
    private static ChatClient http;
    private static TopicClient topics;

    @BeforeAll
    static void start() {
        cluster = RoleProcess.start("cluster", directory, "--roles=none", "--kafka-port=0", "--registry-port=0")
                .awaitReady();
        router = role("router", "--roles=router");
        openai = worker("openai");
        anthropic = worker("anthropic");
        gateway = role("gateway", "--roles=gateway");
        Stream.of(router, openai, anthropic, gateway).forEach(RoleProcess::awaitReady);
        http = new ChatClient(gateway.printed("gateway"));
        topics = new TopicClient(cluster.printed("kafka"), cluster.printed("registry"));
    }

    @AfterAll
    static void stop() {
        Stream.of(topics, http, gateway, anthropic, openai, router, cluster).forEach(SeparateRolesIT::close);
    }

    @Test
    void shouldAnswerAChatCompletionWhenEachRoleIsAProcessOfItsOwn() throws Exception {
        // When
        Completion completion = http.complete("openai/gpt-4o-mini", "What is the capital of France?");

        // Then
        assertThat(completion.status()).as(completion.body().toString()).isEqualTo(200);
        assertThat(completion.content()).isNotBlank();
        assertThat(completion.header("x-promptyard-provider")).isEqualTo("openai");
        assertThat(completion.header("x-promptyard-model")).isEqualTo("openai/gpt-4o-mini");
    }

    @Test
    void shouldAnswerAProducedPromptWhenEachRoleIsAProcessOfItsOwn() throws Exception {
        // Given
        String id = "produced-" + UUID.randomUUID();

        // When
        topics.produce(id, "anthropic/claude-sonnet-4-5", "What is the capital of Norway?");
        FinalResponse response = topics.await(Set.of(id), PATIENCE).get(id);

        // Then
        assertThat(response.result())
                .isInstanceOfSatisfying(
                        Answer.class,
                        answer -> assertThat(answer.target().provider().value()).isEqualTo("anthropic"));
    }

    @Test
    void shouldAnswerEveryPromptWhenAWorkerIsKilledAndStartedAgain() throws Exception {
        // Given
        Set<String> ids = IntStream.range(0, 40)
                .mapToObj(i -> "killed-" + i + "-" + UUID.randomUUID())
                .collect(Collectors.toSet());
        for (String id : ids) {
            topics.produce(id, "openai/gpt-4o-mini", "Name a river that is longer than the Rhine.");
        }

        // When
        openai.kill();
        openai = worker("openai").awaitReady();
        Map<String, FinalResponse> responses = topics.await(ids, AFTER_A_CRASH);

        // Then
        assertThat(responses.values())
                .allSatisfy(response -> assertThat(response.result()).isInstanceOf(Answer.class));
    }

    @Test
    void shouldSayReadyOnTheManagementPortWhenARoleRuns() throws Exception {
        // When
        int status = http.status(router.printed("management") + "/readyz");

        // Then
        assertThat(status).isEqualTo(200);
    }

    private static RoleProcess worker(String provider) {
        return role("worker-" + provider, "--roles=worker", "--providers=" + provider);
    }

    private static RoleProcess role(String name, String... flags) {
        return RoleProcess.start(
                name,
                directory,
                Stream.concat(
                                Stream.of(
                                        "--bootstrap=" + cluster.printed("kafka"),
                                        "--registry=" + cluster.printed("registry"),
                                        "--instance=" + name),
                                Stream.of(flags))
                        .toArray(String[]::new));
    }

    private static void close(AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
