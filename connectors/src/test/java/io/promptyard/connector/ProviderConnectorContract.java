package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent.Embeddings;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.ContentPart;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every connector keeps to when the provider answers. A subclass names its dialect; recorded replies are the resources
 * {@code <dialect>/<case>-<status>.json} and {@code <dialect>/<case>-200.sse}.
 */
public abstract class ProviderConnectorContract extends ConnectorKit {
    @Test
    void shouldAnswerWhenProviderAnswers() throws Exception {
        // Given
        provider.reply(200, recordings() + "/text-200.json", Map.of());

        // When
        Call call = plain(PromptBody.ofUser("What is the capital of France?"));

        // Then
        Answered answered = call.answered();
        assertThat(call.completion().choices()).hasSize(1);
        assertThat(message(call).text()).isEqualTo("The capital of France is Paris.");
        assertThat(answered.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answered.usage()).isNotNull();
        assertThat(answered.usage().promptTokens()).isEqualTo(25);
        assertThat(answered.usage().completionTokens()).isEqualTo(9);
        assertThat(answered.usage().totalTokens()).isEqualTo(34);
        assertThat(answered.usage().cachedTokens()).isEqualTo(cachedTokens());
        assertThat(answered.chunks()).isZero();
        assertThat(call.deltas()).isEmpty();
    }

    @Test
    void shouldSayWhoCallsAndWhichCallItIs() throws Exception {
        // Given
        provider.reply(200, recordings() + "/text-200.json", Map.of());

        // When
        plain(PromptBody.ofUser("Hello")).answered();

        // Then
        ScriptedProvider.Received received = provider.received().getFirst();
        Map.Entry<String, String> key = expectedKey(KEY);
        assertThat(received.path()).isEqualTo(expectedPath());
        assertThat(received.headers())
                .containsEntry("x-request-id", "attempt-1")
                .containsEntry("Idempotency-Key", "key-1")
                .containsEntry("content-type", "application/json")
                .containsEntry(key.getKey(), key.getValue());
        assertThat(model(received)).isEqualTo("model-1");
    }

    @Test
    void shouldGiveVectorsOrSayThatThereAreNone() throws Exception {
        // Given
        EmbeddingBody body = new EmbeddingBody(
                List.of(new EmbeddingInput.Text("One"), new EmbeddingInput.Text("Two")), null, null, null, "{}");
        if (!embeds()) {
            Call refused = plain(body);
            assertThat(refused.failed().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(refused.failed().message()).contains(dialect() + " has no embeddings");
            return;
        }
        provider.reply(200, dialect() + "/embeddings-200.json", embeddingsHeaders());

        // When
        Call call = Call.start(connector, Prompts.dispatch(embeddingsTarget(), body, false));

        // Then
        Embeddings embeddings = (Embeddings) call.answered().body();
        assertThat(embeddings.vectors()).containsExactly("[0.0023064255,-0.10,1E-7]", "[-0.5,0.25,0]");
        assertThat(call.answered().usage().promptTokens()).isEqualTo(8);
        assertThat(call.answered().usage().completionTokens()).isZero();
        assertThat(provider.received().getFirst().path()).isEqualTo(expectedEmbeddingsPath());
    }

    @Test
    void shouldFailWhenVectorsAreMissing() throws Exception {
        // Given
        provider.reply(200, (embeds() ? dialect() : "openai") + "/embeddings-200.json", Map.of());

        // When
        EmbeddingBody one = new EmbeddingBody(List.of(new EmbeddingInput.Text("One")), null, null, null, "{}");
        Call call = Call.start(connector, Prompts.dispatch(embeddingsTarget(), one, false));

        // Then
        assertThat(call.failed().kind())
                .isEqualTo(embeds() ? FailureKind.MALFORMED_RESPONSE : FailureKind.INVALID_REQUEST);
    }

    @Test
    void shouldReportNoUsageWhenProviderReportsNone() throws Exception {
        // Given
        provider.reply(200, recordings() + "/no-usage-200.json", Map.of());

        // When
        Call call = plain(PromptBody.ofUser("Hello"));

        // Then
        assertThat(call.answered().usage()).isNull();
    }

    @Test
    void shouldReturnParallelToolCallsWhenModelAsksForThem() throws Exception {
        // Given
        provider.reply(200, recordings() + "/tools-200.json", Map.of());

        // When
        Call call = plain(withTools());

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertWeatherCalls(message(call).toolCalls());
    }

    @Test
    void shouldStreamParallelToolCallsWhenModelAsksForThem() throws Exception {
        // Given
        provider.reply(200, recordings() + "/tools-200" + streamSuffix(), Map.of());

        // When
        Call call = streaming(withTools());

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertWeatherCalls(message(call).toolCalls());
        assertThat(arguments(call, 0)).isEqualTo("{\"city\":\"Paris\"}");
        assertThat(arguments(call, 1)).isEqualTo("{\"city\":\"Rome\"}");
    }

    @Test
    void shouldStreamAnEmptyObjectWhenACallHasNoArguments() throws Exception {
        // Given
        provider.reply(200, recordings() + "/no-arguments-200" + streamSuffix(), Map.of());

        // When
        Call call = streaming(withTools());

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(message(call).toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("call_1", "get_weather", "{}"));
        assertThat(arguments(call, 0)).isEqualTo("{}");
        assertThat(call.deltas().getLast().choices())
                .anyMatch(choice -> choice.finishReason() == FinishReason.TOOL_CALLS);
    }

    @Test
    void shouldSendImageWhenPromptHasOne() throws Exception {
        // Given
        provider.reply(200, recordings() + "/text-200.json", Map.of());
        ContentPart image = new ContentPart.ImagePart("data:image/png;base64,iVBORw0KGgo=", null, "{}");
        ChatMessage message = new ChatMessage(
                Role.USER, List.of(new ContentPart.TextPart("What is this?"), image), List.of(), null, null, "{}");

        // When
        plain(new PromptBody(List.of(message), List.of(), null, SamplingParameters.DEFAULTS, null, "{}"))
                .answered();

        // Then
        assertThat(provider.received().getFirst().body().toString()).contains("iVBORw0KGgo=");
    }

    @Test
    void shouldAskForTheSchemaAndReturnWhatFitsItWhenPromptHasOne() throws Exception {
        // Given
        String schema = "\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]";
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "The capital of France, as JSON")),
                List.of(),
                null,
                SamplingParameters.DEFAULTS,
                "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"place\",\"strict\":true,\"schema\":{\"type\":\"object\","
                        + schema + ",\"additionalProperties\":false}}}",
                "{}");
        if (!holdsAnswersToSchemas()) {
            Call refused = plain(body);
            assertThat(refused.failed().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(refused.failed().message()).contains("response_format");
            assertThat(provider.received()).isEmpty();
            return;
        }
        provider.reply(200, recordings() + "/schema-200.json", Map.of());

        // When
        Call call = plain(body);

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(message(call).text()).isEqualTo("{\"city\":\"Paris\"}");
        assertThat(provider.received().getFirst().body().toString()).contains(schema);
    }

    @Test
    void shouldPassPiecesOnInOrderWhenStreaming() throws Exception {
        // Given
        provider.reply(200, recordings() + "/text-200" + streamSuffix(), Map.of());

        // When
        Call call = streaming(PromptBody.ofUser("What is the capital of France?"));

        // Then
        Answered answered = call.answered();
        assertThat(text(call)).isEqualTo("The capital of France is Paris. ✓ 日本");
        assertThat(message(call).text()).isEqualTo(text(call));
        assertThat(answered.chunks()).isEqualTo(call.deltas().size()).isPositive();
        assertThat(answered.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answered.usage()).isNotNull();
        assertThat(answered.usage().promptTokens()).isEqualTo(25);
        assertThat(answered.usage().completionTokens()).isEqualTo(9);
        assertThat(answered.firstTokenMillis()).isNotNull();
        assertThat(call.deltas().getFirst().choices()).anyMatch(choice -> choice.role() == Role.ASSISTANT);
        assertThat(call.deltas().getLast().choices()).anyMatch(choice -> choice.finishReason() == FinishReason.STOP);
    }

    private static PromptBody withTools() {
        ToolDefinition tool = new ToolDefinition(
                "get_weather",
                "Weather now",
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}",
                null,
                "function",
                "{}");
        return new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Weather in Paris and Rome?")),
                List.of(tool),
                "\"auto\"",
                SamplingParameters.DEFAULTS,
                null,
                "{}");
    }

    private static ChatMessage message(Call call) throws Exception {
        List<Completion.Choice> choices = call.completion().choices();
        return choices.getFirst().message();
    }

    private static void assertWeatherCalls(List<ToolCall> calls) {
        assertThat(calls)
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("call_1", "get_weather", "{\"city\":\"Paris\"}"),
                        tuple("call_2", "get_weather", "{\"city\":\"Rome\"}"));
    }

    private static String text(Call call) {
        return call.deltas().stream()
                .map(CompletionDelta::choices)
                .flatMap(List::stream)
                .map(choice -> choice.content() == null ? "" : choice.content())
                .collect(Collectors.joining());
    }

    private static String arguments(Call call, int index) {
        return call.deltas().stream()
                .flatMap(delta -> delta.choices().stream())
                .flatMap(choice -> choice.toolCalls().stream())
                .filter(tool -> tool.index() == index)
                .map(tool -> tool.arguments() == null ? "" : tool.arguments())
                .collect(Collectors.joining());
    }
}
