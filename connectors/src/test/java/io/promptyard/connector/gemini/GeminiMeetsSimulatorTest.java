package io.promptyard.connector.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.Call;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.Secret;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only this dialect has, against the simulator's own reading of it. */
class GeminiMeetsSimulatorTest {
    private static final List<ToolDefinition> TOOLS = List.of(tool("get_weather"), tool("a_clock"));

    private Vertx vertx;
    private ProviderConnector connector;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(vertx, SimulatorSettings.defaults())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        ProviderConfig plain = ProviderConfig.of(new ProviderId("p"), "gemini", URI.create(simulator.rootUrl("p")));
        ProviderConfig config =
                plain.with().apiKey(new Secret("key")).zeroRetention(false).build();
        connector = ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHandSignedCallsBackAsTheyCameWhenTheirResultsFollow(boolean stream) throws Exception {
        // Given
        Call asked = call(stream, null, ChatMessage.of(Role.USER, "call tools"));
        ChatMessage calls = asked.completion().choices().getFirst().message();
        assertThat(calls.toolCalls()).hasSize(2);
        assertThat(calls.toolCalls().getFirst().extra()).contains("thought_signature");

        // When
        Call answered = call(stream, null, conversation(calls));

        // Then
        assertThat(answered.answered().finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void shouldBeAcceptedWhenAnotherProviderMadeTheCalls() throws Exception {
        // Given
        List<ToolCall> made = List.of(
                ToolCall.function("toolu_1", "get_weather", "{\"city\":\"Rome\"}"),
                ToolCall.function("toolu_2", "a_clock", ""));

        // When
        Call call = call(false, null, conversation(new ChatMessage(Role.ASSISTANT, List.of(), made, null, null, "{}")));

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void shouldNotBeAcceptedWhenASignatureWasChanged() throws Exception {
        // Given
        ToolCall changed = new ToolCall(
                "1", "a_clock", "{}", "function", "{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}");

        // When
        Failed failed = call(
                        false,
                        null,
                        conversation(new ChatMessage(Role.ASSISTANT, List.of(), List.of(changed), null, null, "{}")))
                .failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failed.message()).contains("Corrupted thought signature");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountThinkingWhenAnEffortIsAskedFor(boolean stream) throws Exception {
        // When
        Answered answered =
                call(stream, "medium", ChatMessage.of(Role.USER, "Hello")).answered();

        // Then
        assertThat(answered.usage()).isNotNull();
        assertThat(answered.usage().reasoningTokens()).isEqualTo(32);
        assertThat(answered.usage().completionTokens()).isGreaterThan(32);
        assertThat(answered.usage().totalTokens())
                .isEqualTo(answered.usage().promptTokens() + answered.usage().completionTokens());
    }

    private Call call(boolean stream, @Nullable String effort, ChatMessage... messages) {
        SamplingParameters sampling = new SamplingParameters(
                null, null, null, null, null, null, List.of(), null, null, null, null, null, null, effort, null);
        PromptBody body = new PromptBody(List.of(messages), TOOLS, null, sampling, null, "{}");
        return Call.start(connector, Prompts.dispatch(Target.of("p", "gemini-3-flash"), body, stream));
    }

    private static ChatMessage[] conversation(ChatMessage calls) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(ChatMessage.of(Role.USER, "call tools"));
        messages.add(calls);
        for (ToolCall call : calls.toolCalls().reversed()) {
            messages.add(new ChatMessage(
                    Role.TOOL, ChatMessage.of(Role.TOOL, "done").content(), List.of(), call.id(), null, "{}"));
        }
        return messages.toArray(ChatMessage[]::new);
    }

    private static ToolDefinition tool(String name) {
        return new ToolDefinition(
                name,
                null,
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"additionalProperties\":false}",
                null,
                "function",
                "{}");
    }
}
