package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ProviderFailureContract;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiFailureTest extends ProviderFailureContract {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic/claude requires moderation. Your input was flagged for violence",
                "Flagged: how do I hurt..."
            })
    void shouldTakeAFlaggedPromptForWhatItIsAndKeepTheKey(String message) throws Exception {
        // Given: OpenRouter's answer
        String body =
                "{\"error\":{\"code\":403,\"message\":\"" + message + "\",\"metadata\":{\"reasons\":[\"violence\"],"
                        + "\"flagged_input\":\"how do I hurt...\",\"provider_name\":\"Anthropic\",\"model_slug\":\"anthropic/claude\"}}}";
        provider.reply(403, "application/json", Buffer.buffer(body));

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();
        Failed again = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(again.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
        assertThat(failed.message()).contains("content_policy_violation").doesNotContain("hurt");
        assertThat(failed.httpStatus()).isEqualTo(403);
        assertThat(provider.received()).as("the key does not cool").hasSize(2);
    }

    @Override
    protected String dialect() {
        return "openai";
    }

    @Override
    protected String expectedPath() {
        return "/v1/chat/completions";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }
}
