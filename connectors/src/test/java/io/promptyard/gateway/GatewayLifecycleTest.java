package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Start and drain. */
class GatewayLifecycleTest {

    @Test
    void shouldAnswerWhatIsOpenBeforeItCloses() {
        // Given
        TestGateway gateway = TestGateway.start();
        CompletableFuture<HttpResponse<String>> open = gateway.client()
                .sendAsync(
                        gateway.request("/chat/completions")
                                .POST(HttpRequest.BodyPublishers.ofString(ChatCompletionsPlainTest.HELLO))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        await("the prompt is out").until(() -> gateway.bus.prompts.size() == 1);

        // When
        var closed = gateway.gateway.close();
        boolean closedEarly = gateway.bus.closed();
        gateway.bus.respond(Answers.text(gateway.bus.prompts.getFirst(), "at last", 0));

        // Then
        assertThat(open.join().body()).contains("at last");
        TestGateway.await(closed);
        assertThat(closedEarly).isFalse();
        assertThat(gateway.bus.closed()).isTrue();
        gateway.close();
    }

    @Test
    void shouldRefuseTheNewAndAnswerTheOpenWhenItDrains() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            CompletableFuture<HttpResponse<String>> open = gateway.client()
                    .sendAsync(
                            gateway.request("/chat/completions")
                                    .POST(HttpRequest.BodyPublishers.ofString(ChatCompletionsPlainTest.HELLO))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            await("the prompt is out").until(() -> gateway.bus.prompts.size() == 1);

            // When
            gateway.gateway.drain();
            HttpResponse<String> late = gateway.chat(ChatCompletionsPlainTest.HELLO);
            gateway.bus.respond(Answers.text(gateway.bus.prompts.getFirst(), "at last", 0));

            // Then
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("retry-after")).hasValue("1");
            assertThat(late.headers().firstValue("x-should-retry")).hasValue("true");
            assertThat(late.body()).contains("shutting_down");
            assertThat(open.join().body()).contains("at last");
            assertThat(gateway.bus.prompts).hasSize(1);
        }
    }

    @Test
    void shouldServeOnOnePortFromEveryInstance() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

            // When
            for (int i = 0; i < 4; i++) {
                gateway.chat(ChatCompletionsPlainTest.HELLO, "connection-hint", "x");
            }

            // Then
            assertThat(gateway.bus.prompts).hasSize(4);
            assertThat(gateway.gateway.port()).isPositive();
            // Counted when the answer has gone out, which may be just after its reader has it.
            await("all are counted")
                    .untilAsserted(() -> assertThat(gateway.meters
                                    .get("promptyard.gateway.requests")
                                    .tags("endpoint", "chat_completions", "status", "2xx")
                                    .counter()
                                    .count())
                            .isEqualTo(4));
        }
    }

    @Test
    void shouldTellWhenThePortIsTaken() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            GatewayConfig same = new GatewayConfig(
                    "127.0.0.1",
                    gateway.gateway.port(),
                    1,
                    1 << 20,
                    1,
                    TestGateway.TIMES,
                    java.time.Duration.ofSeconds(1),
                    java.util.Set.of(),
                    java.util.Map.of(),
                    java.util.List.of());

            // When // Then
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestGateway.start(same))
                    .hasRootCauseInstanceOf(java.net.BindException.class);
        }
    }
}
