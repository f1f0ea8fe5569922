package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.model.PromptContent.PromptBody;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies up to 32 MiB are prompts; above that there is an error that a client can read. */
class LargeBodiesTest {
    private static final String HEAD = "{\"messages\":[{\"role\":\"user\",\"content\":\"";
    private static final String TAIL = "\"}]}";
    private static final int LIMIT = GatewayConfig.DEFAULT_MAX_BODY_BYTES;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "read", 0)));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldAcceptABodyWhenItIsExactlyAtTheLimit() {
        // When
        HttpResponse<String> response = gateway.chat(bodyOf(LIMIT));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        PromptBody body = (PromptBody) gateway.bus.prompts.getFirst().body();
        assertThat(body.messages().getFirst().text()).hasSize(LIMIT - HEAD.length() - TAIL.length());
    }

    @Test
    void shouldAnswerTooLargeWhenABodyIsOneByteOverTheLimit() {
        // When
        HttpResponse<String> response = gateway.chat(bodyOf(LIMIT + 1));

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(response.body()).getJsonObject("error").getString("code"))
                .isEqualTo("request_too_large");
        assertThat(gateway.bus.prompts).isEmpty();
    }

    @Test
    void shouldAnswerTooLargeBeforeTheBodyIsSentWhenTheClientAsks() {
        // Given
        HttpRequest request = gateway.request("/chat/completions")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(bodyOf(LIMIT + 1)))
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void shouldGoOnWhenTheClientAsksBeforeItSends() {
        // Given
        HttpRequest request = gateway.request("/chat/completions")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(bodyOf(2_000)))
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerTooLargeWhenTheRecordIsLargerThanTheBrokerTakes() {
        // Given
        gateway.bus.failWith(new PublishFailure(PublishFailure.Kind.TOO_LARGE, "larger than a record may be"));

        // When
        HttpResponse<String> response = gateway.chat(bodyOf(2_000));

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
    }

    private static String bodyOf(int bytes) {
        return HEAD + "a".repeat(bytes - HEAD.length() - TAIL.length()) + TAIL;
    }
}
