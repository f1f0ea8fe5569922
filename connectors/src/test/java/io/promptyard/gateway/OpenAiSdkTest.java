package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.models.Model;
import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolCall;
import io.promptyard.model.outcome.FailureKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client against the gateway, with only the base URL changed. */
class OpenAiSdkTest {
    private TestGateway gateway;
    private OpenAIClient client;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.baseUrl())
                .apiKey("any")
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldReadACompletion() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi there", 0)));

        // When
        ChatCompletion completion = client.chat().completions().create(hello().build());

        // Then
        completion.validate();
        assertThat(completion.choices().getFirst().message().content()).contains("Hi there");
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(17);
        assertThat(completion
                        .usage()
                        .orElseThrow()
                        .promptTokensDetails()
                        .orElseThrow()
                        .cachedTokens())
                .contains(4L);
    }

    @Test
    void shouldReadAStreamToItsEnd() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            Answers.chunks(prompt, "Hel", "lo").forEach(bus::chunk);
            bus.respond(Answers.text(prompt, "Hello", 3));
        });
        ChatCompletionCreateParams asked = hello().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        // When
        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asked)) {
            chunks = stream.stream().toList();
        }

        // Then
        StringBuilder text = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .forEach(choice -> choice.delta().content().ifPresent(text::append));
        assertThat(text).hasToString("Hello");
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(5);
    }

    @Test
    void shouldCarryToolsThereAndCallsBack() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(
                Answers.tools(prompt, List.of(ToolCall.function("call_1", "weather", "{\"city\":\"Bonn\"}")), 0)));

        // When
        ChatCompletion completion = client.chat()
                .completions()
                .create(hello().addFunctionTool(weather()).build());

        // Then
        ChatCompletionMessageFunctionToolCall call = completion
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Bonn\"}");
        PromptBody body = (PromptBody) gateway.bus.prompts.getFirst().body();
        assertThat(body.tools().getFirst().name()).isEqualTo("weather");
        assertThat(body.tools().getFirst().parameters()).contains("\"type\":\"object\"");
    }

    @Test
    void shouldStreamToolCallsInPieces() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.toolChunk(prompt, 0, new ToolCallDelta(0, "call_1", "weather", "{\"ci", "{}")));
            bus.respond(Answers.tools(
                    prompt,
                    List.of(
                            ToolCall.function("call_1", "weather", "{\"city\":\"Bonn\"}"),
                            ToolCall.function("call_2", "weather", "{}")),
                    3));
        });

        // When
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(hello().build())) {
            stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().toolCalls().orElse(List.of()).stream())
                    .forEach(call -> (call.index() == 0 ? first : second)
                            .append(call.function().orElseThrow().arguments().orElse("")));
        }

        // Then
        assertThat(first).hasToString("{\"city\":\"Bonn\"}");
        assertThat(second).hasToString("{}");
    }

    @Test
    void shouldThrowTheExceptionOfTheStatusAndNotRetryWhenRefused() {
        // Given
        gateway.bus.onPrompt(
                (prompt, bus) -> bus.respond(Answers.refusal(prompt, FailureKind.RATE_LIMITED, "busy", null)));

        // When // Then
        assertThatThrownBy(() -> client.chat().completions().create(hello().build()))
                .isInstanceOf(RateLimitException.class)
                .satisfies(thrown ->
                        assertThat(((RateLimitException) thrown).code()).contains("rate_limit_exceeded"));
        assertThat(gateway.bus.prompts).hasSize(1);
    }

    @Test
    void shouldBeRetriedByTheClientWhenThePromptWasNotAccepted() {
        // Given
        gateway.bus.failOnceWith(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "TimeoutException"));
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

        // When
        ChatCompletion completion = client.chat().completions().create(hello().build());

        // Then
        assertThat(completion.choices().getFirst().message().content()).contains("Hi");
        assertThat(gateway.bus.prompts).hasSize(1);
    }

    @Test
    void shouldThrowWhenAStreamBreaksAfterContent() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.respond(Answers.refusal(prompt, FailureKind.NETWORK, "broke off", null));
        });

        // When // Then
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(hello().build())) {
            assertThatThrownBy(() -> stream.stream().toList()).isInstanceOf(OpenAIException.class);
        }
    }

    @Test
    void shouldListModels() {
        // When
        List<String> ids = client.models().list().data().stream().map(Model::id).toList();

        // Then
        assertThat(ids).containsExactly("auto", "openai/gpt-4o");
        assertThat(client.models().retrieve("openai/gpt-4o").ownedBy()).isEqualTo("openai");
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model("auto").addUserMessage("Hello");
    }

    private static FunctionDefinition weather() {
        return FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of()))
                        .build())
                .build();
    }
}
