package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.gateway.openai.ReplyTimes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that stop half way, and requests that the HTTP decoder gives up on. */
class ClientPatienceTest {
    private static final int SOON_MILLIS = 10_000;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PIECE = 256 * 1024;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = gateway(new ClientPatience(SHORT, SHORT, LONG), TestGateway.TIMES);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldAnswerAndCloseWhenNoMoreOfABodyComes() throws IOException {
        // Given
        try (Socket client = connect()) {
            // When
            write(
                    client,
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{\"model\":");
            String answer = rest(client);

            // Then
            assertError(answer, 408, "request_timeout");
            assertThat(gateway.bus.prompts).isEmpty();
        }
    }

    @Test
    void shouldCountAClientThatReadsNothingAsGone() throws IOException {
        // Given: more than all buffers on the way take
        gateway.bus.onPrompt((prompt, bus) -> {
            for (int i = 0; i < 128; i++) {
                bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, i, "x".repeat(PIECE), null));
            }
        });
        try (Socket client = connect()) {
            // When
            String body = ChatCompletionsPlainTest.HELLO.replace("{\"model\"", "{\"stream\":true,\"model\"");
            write(
                    client,
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);

            // Then
            await("a cancellation").until(() -> gateway.bus.cancellations.size() == 1);
            assertThat(gateway.gateway.waiting()).isZero();
            assertThat(gateway.count("promptyard.gateway.cancelled")).isEqualTo(1);
        }
    }

    @Test
    void shouldCloseAConnectionOnWhichNothingMoves() throws IOException {
        // Given
        gateway.close();
        gateway = gateway(new ClientPatience(LONG, LONG, SHORT), new ReplyTimes(SHORT, SHORT, SHORT, SHORT));
        try (Socket client = connect()) {
            // When, then
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldAnswerAsOpenAiDoesWhenTheRequestLineIsTooLong() throws IOException {
        // Given
        try (Socket client = connect()) {
            // When
            write(client, "GET /v1/models?" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            // Then
            assertError(rest(client), 414, "uri_too_long");
        }
    }

    @Test
    void shouldAnswerAsOpenAiDoesWhenTheHeadersAreTooLarge() throws IOException {
        // Given
        try (Socket client = connect()) {
            // When
            write(client, "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nx-long: " + "x".repeat(70_000) + "\r\n\r\n");

            // Then
            assertError(rest(client), 431, "headers_too_large");
        }
    }

    @Test
    void shouldAnswerAsOpenAiDoesWhenItIsNoHttp() throws IOException {
        // Given
        try (Socket client = connect()) {
            // When
            write(client, "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n");

            // Then
            assertError(rest(client), 400, "bad_request");
        }
    }

    private static TestGateway gateway(ClientPatience patience, ReplyTimes times) {
        return TestGateway.start(TestGateway.config().withTimes(times).withPatience(patience));
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(8 * 1024);
        client.setSoTimeout(SOON_MILLIS);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.gateway.port()));
        return client;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    /** All of it: the other side closes. */
    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertError(String answer, int status, String code) {
        assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*").containsIgnoringCase("x-request-id: req_1");
        JsonObject error = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n"))).getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(error.getString("code")).isEqualTo(code);
    }
}
