package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.gateway.correlation.PublishFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that hangs up stops the provider call, unless it may come back for the answer. */
class HangUpTest {
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldCancelAndForgetWhenTheClientHangsUp() throws IOException {
        // Given
        try (Socket client = connect()) {
            post(client, ChatCompletionsPlainTest.HELLO, "");
            await("the prompt is out").until(() -> gateway.bus.prompts.size() == 1);
        }

        // When
        await("a cancellation").until(() -> gateway.bus.cancellations.size() == 1);

        // Then
        assertThat(gateway.bus.cancellations.getFirst().id())
                .isEqualTo(gateway.bus.prompts.getFirst().id());
        assertThat(gateway.bus.cancellations.getFirst().reason()).isEqualTo("disconnected");
        assertThat(gateway.gateway.waiting()).isZero();
        assertThat(gateway.count("promptyard.gateway.cancelled")).isEqualTo(1);
    }

    @Test
    void shouldCancelWhenTheClientHangsUpWithinAStream() throws IOException {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null)));
        try (Socket client = connect()) {
            post(client, ChatCompletionsPlainTest.HELLO.replace("{\"model\"", "{\"stream\":true,\"model\""), "");
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }

        // When
        await("a cancellation").until(() -> gateway.bus.cancellations.size() == 1);

        // Then
        assertThat(gateway.gateway.waiting()).isZero();
    }

    @Test
    void shouldLetTheCallGoOnWhenTheClientHasAKeyToComeBackWith() throws IOException {
        // Given
        try (Socket client = connect()) {
            post(client, ChatCompletionsPlainTest.HELLO, "Idempotency-Key: mine\r\n");
            await("the prompt is out").until(() -> gateway.bus.prompts.size() == 1);
        }
        await("the gateway noticed").until(() -> gateway.gateway.waiting() == 0);
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

        // When
        int status = gateway.chat(ChatCompletionsPlainTest.HELLO, "Idempotency-Key", "mine")
                .statusCode();

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(gateway.bus.cancellations).isEmpty();
        assertThat(gateway.bus.prompts.get(1).id())
                .isEqualTo(gateway.bus.prompts.getFirst().id());
    }

    @ParameterizedTest
    @CsvSource({"true, '', 1", "true, mine, 0", "false, '', 0"})
    void shouldCancelAPromptThatMayBeInTheLogThoughTheClientIsToldToTryAgain(boolean doubt, String key, int cancelled) {
        // Given
        gateway.bus.failWith(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "TimeoutException", doubt));

        // When
        var response = gateway.chat(ChatCompletionsPlainTest.HELLO, "Idempotency-Key", key);

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("x-should-retry")).contains("true");
        assertThat(gateway.bus.cancellations).hasSize(cancelled).allSatisfy(each -> {
            assertThat(each.id().value())
                    .isEqualTo(response.headers().firstValue("x-request-id").orElseThrow());
            assertThat(each.reason()).isEqualTo("unconfirmed");
        });
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.gateway.port());
    }

    private static void post(Socket client, String body, String headers) throws IOException {
        String request = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
        client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }
}
