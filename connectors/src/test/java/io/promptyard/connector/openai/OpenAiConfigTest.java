package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.model.ProviderId;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiConfigTest {

    @ParameterizedTest
    @CsvSource({
        "perplexity, https://api.perplexity.ai, https://api.perplexity.ai/chat/completions",
        "groq, https://api.groq.com/openai/v1, https://api.groq.com/openai/v1/chat/completions",
        "perplexity, http://127.0.0.1:9000, http://127.0.0.1:9000/v1/chat/completions",
    })
    void shouldTakeAPresetsOwnAddressAsItStands(String preset, URI base, URI endpoint) {
        // When
        OpenAiConfig config = OpenAiConfig.of(
                ProviderConfig.of(new ProviderId("x"), "openai", base),
                OpenAiPresets.builtIn().find(preset).orElseThrow());
        // Then
        assertThat(config.chatCompletions()).isEqualTo(endpoint);
    }
}
