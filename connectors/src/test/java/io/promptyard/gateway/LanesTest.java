package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.gateway.correlation.PublishFailure;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "from default", 0)));
        gateway.batch.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "from batch", 0)));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldTakeTheDefaultLaneWhenNoneIsNamed() {
        // When
        HttpResponse<String> response = gateway.chat(BODY.formatted(""));
        // Then
        assertThat(response.body()).contains("from default");
        assertThat(gateway.batch.prompts).isEmpty();
    }

    @Test
    void shouldTakeTheLaneThatAHeaderNames() {
        // When
        HttpResponse<String> response = gateway.chat(BODY.formatted(""), "x-promptyard-lane", "batch");
        // Then
        assertThat(response.body()).contains("from batch");
        assertThat(gateway.bus.prompts).isEmpty();
    }

    @Test
    void shouldTakeTheLaneThatTheBodyNamesAndKeepItFromTheProvider() {
        // When
        HttpResponse<String> response = gateway.chat(BODY.formatted(",\"promptyard\":{\"lane\":\"batch\"}"));
        // Then
        assertThat(response.body()).contains("from batch");
        assertThat(gateway.batch.prompts.getFirst().toString()).doesNotContain("lane");
    }

    @Test
    void shouldNameTheKnownLanesWhenOneIsUnknown() {
        // When
        HttpResponse<String> response = gateway.chat(BODY.formatted(""), "x-promptyard-lane", "bulk");
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("unknown lane; known are batch, default", "invalid_request_error");
        assertThat(gateway.bus.prompts).isEmpty();
    }

    @Test
    void shouldAskTheClientToTryAgainWhenATransactionWasAborted() {
        // Given
        gateway.batch.failOnceWith(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "KafkaException"));
        // When
        HttpResponse<String> refused = gateway.chat(BODY.formatted(""), "x-promptyard-lane", "batch");
        // Then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("x-should-retry")).contains("true");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(gateway.chat(BODY.formatted(""), "x-promptyard-lane", "batch")
                        .statusCode())
                .isEqualTo(200);
    }
}
