package io.promptyard.connector.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ConnectorKit;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google's errors say beyond their status. */
class GeminiErrorsTest extends ConnectorKit {

    @Override
    protected String dialect() {
        return "gemini";
    }

    @Override
    protected String expectedPath() {
        return "/v1beta/models/model-1:generateContent";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("x-goog-api-key", key);
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate-limited-429, RATE_LIMITED, 34075, RESOURCE_EXHAUSTED",
        "429, quota-429, QUOTA_EXHAUSTED, 21000, GenerateRequestsPerDayPerProjectPerModel-FreeTier",
        "400, key-400, AUTHENTICATION, , API_KEY_INVALID"
    })
    void shouldReadTheDetailsOfAnError(int status, String file, FailureKind kind, Long wait, String code)
            throws Exception {
        // Given
        provider.reply(status, "gemini/" + file + ".json", Map.of());

        // When
        Failed failed = streaming(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.retryAfterMillis()).isEqualTo(wait);
        assertThat(failed.providerCode()).isEqualTo(code);
    }

    @Test
    void shouldReadAnErrorInAListAsHostsOfStreamsSendIt() throws Exception {
        // Given
        Buffer list = Buffer.buffer("[").appendBuffer(ScriptedProvider.resource("gemini/rate-limited-429.json"));
        provider.reply(429, "application/json", list.appendString("]"));

        // When
        Failed failed = streaming(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failed.retryAfterMillis()).isEqualTo(34_075);
    }

    @Test
    void shouldGiveUpAsFilteredWhenThePromptIsBlocked() throws Exception {
        // Given
        provider.reply(200, "gemini/blocked-200.json", Map.of());

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
        assertThat(failed.kind().handling()).isEqualTo(FailureKind.Handling.GIVE_UP);
    }

    @Test
    void shouldKeepTheKeyOutOfTheAddressWhenStreaming() throws Exception {
        // Given
        provider.reply(200, "gemini/text-200.sse", Map.of());

        // When
        streaming(PromptBody.ofUser("Hello")).answered();

        // Then
        ScriptedProvider.Received received = provider.received().getFirst();
        assertThat(received.path()).isEqualTo("/v1beta/models/model-1:streamGenerateContent");
        assertThat(received.query()).isEqualTo("alt=sse");
    }
}
