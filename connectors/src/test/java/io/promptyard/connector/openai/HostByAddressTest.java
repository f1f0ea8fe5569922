package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that a configuration gives by its address alone gets what its preset says. */
class HostByAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.eu.mistral.ai/v1, mistral",
        "https://API.Mistral.AI/v1, mistral",
        "https://eu.api.openai.com/v1, openai",
        "https://dashscope.aliyuncs.com/compatible-mode/v1, qwen",
        "https://api.groq.com/openai/v1, groq",
        "https://llm.example.com/v1, none",
        "https://notmistral.ai/v1, none",
        "http://127.0.0.1:8000/v1, none",
        "http://vllm:8000/v1, none"
    })
    void shouldKnowAHostByItsDomainWhateverItsRegion(URI base, String preset) {
        // When
        String known = OpenAiPresets.builtIn().of(base).map(OpenAiPreset::name).orElse("none");

        // Then
        assertThat(known).isEqualTo(preset);
    }

    @Test
    void shouldFitARequestToTheHostWhenNoPresetIsNamed() throws Exception {
        // When
        JsonNode request = sent("https://api.eu.mistral.ai/v1");

        // Then: Mistral refuses fields that it does not know, empty ones too.
        assertThat(request)
                .hasToString("{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":\"Yes\"}],"
                        + "\"stream\":true,\"max_tokens\":100,\"random_seed\":7}");
    }

    @Test
    void shouldHandReasoningBackUnderTheHostsOwnNameWhenNoPresetIsNamed() throws Exception {
        // When
        JsonNode message =
                sent("https://api.groq.com/openai/v1").path("messages").path(0);

        // Then
        assertThat(message.path("reasoning").textValue()).isEqualTo("Hm");
        assertThat(message.has("reasoning_content")).isFalse();
    }

    @Test
    void shouldSendOpenAisOwnWireToAHostThatNobodyKnows() throws Exception {
        // When
        JsonNode request = sent("https://llm.example.com/v1");

        // Then
        assertThat(request.path("max_completion_tokens").intValue()).isEqualTo(100);
        assertThat(request.path("messages").path(0).path("reasoning_content").textValue())
                .isEqualTo("Hm");
    }

    private static JsonNode sent(String base) throws Exception {
        ChatMessage message = new ChatMessage(
                Role.ASSISTANT,
                List.of(new ContentPart.TextPart("Yes")),
                List.of(),
                null,
                null,
                "{\"refusal\":null,\"annotations\":[],\"reasoning_content\":\"Hm\"}");
        PromptBody body = new PromptBody(
                List.of(message),
                List.of(),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{\"max_completion_tokens\":100,\"seed\":7}");
        ProviderConfig config = ProviderConfig.of(new ProviderId("p"), "openai", URI.create(base));
        return WireJson.parse(WireJson.text(OpenAiConnectorFactory.requests(config)
                .write(Prompts.dispatch(Target.of("p", "m"), body, true), Unsupported.rejected())));
    }
}
