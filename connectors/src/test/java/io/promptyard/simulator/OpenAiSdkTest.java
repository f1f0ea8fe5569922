package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiSdkTest {

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());
    private final OpenAIClient client = OpenAIOkHttpClient.builder()
            .baseUrl(fixture.simulator.baseUrl("openai"))
            .apiKey("any")
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        client.close();
        fixture.close();
    }

    @Test
    void shouldSatisfyTheOfficialClientWhenPlain() {
        // When
        var completion = client.chat().completions().create(params("gpt-x").build());

        // Then
        assertThat(completion
                        .validate()
                        .choices()
                        .getFirst()
                        .message()
                        .content()
                        .orElseThrow())
                .startsWith("[simulated gpt-x] ");
        assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(5);
    }

    @Test
    void shouldSatisfyTheOfficialClientWhenStreaming() {
        // Given
        var params = params("gpt-x")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        // When
        List<ChatCompletionChunk> chunks;
        try (var stream = client.chat().completions().createStreaming(params)) {
            chunks = stream.stream().toList();
        }

        // Then
        chunks.forEach(ChatCompletionChunk::validate);
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isPositive();
        var text = new StringBuilder();
        chunks.forEach(chunk ->
                chunk.choices().forEach(it -> text.append(it.delta().content().orElse(""))));
        assertThat(text).startsWith("[simulated gpt-x] ");
    }

    @Test
    void shouldGiveTheOfficialClientItsExceptionWhenRefused() {
        // When / Then
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(params("gpt-x--fail429").build()))
                .isInstanceOf(RateLimitException.class);
    }

    private static ChatCompletionCreateParams.Builder params(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Why is the sky blue?");
    }
}
