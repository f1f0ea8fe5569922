package io.promptyard.connector.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.Call;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolDefinition;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only this dialect has, against the simulator's own reading of it. */
class ResponsesMeetSimulatorTest {
    private static final ToolDefinition CLOCK = new ToolDefinition("a_clock", null, null, null, "function", "{}");

    private Vertx vertx;
    private ProviderConnector connector;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(vertx, SimulatorSettings.defaults())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        ProviderConfig config = ProviderConfig.of(new ProviderId("p"), "responses", URI.create(simulator.baseUrl("p")));
        connector = ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHandThoughtsBackWithTheCallsTheyLedTo(boolean stream) throws Exception {
        // Given
        List<ChatMessage> messages = new ArrayList<>(List.of(ChatMessage.of(Role.USER, "call tools")));
        Call asked = call(stream, messages);
        ChatMessage answer = asked.completion().choices().getFirst().message();
        assertThat(asked.answered().usage()).isNotNull();
        assertThat(asked.answered().usage().reasoningTokens()).isEqualTo(16);
        assertThat(answer.toolCalls()).hasSize(1);
        messages.add(answer);
        messages.add(new ChatMessage(
                Role.TOOL,
                ChatMessage.of(Role.TOOL, "noon").content(),
                List.of(),
                answer.toolCalls().getFirst().id(),
                null,
                "{}"));

        // When
        Call answered = call(stream, messages);

        // Then
        assertThat(answered.answered().finishReason()).isEqualTo(FinishReason.STOP);
    }

    private Call call(boolean stream, List<ChatMessage> messages) {
        SamplingParameters low = new SamplingParameters(
                null, null, null, null, null, null, List.of(), null, null, null, null, null, null, "low", null);
        PromptBody body = new PromptBody(messages, List.of(CLOCK), null, low, null, "{}");
        return Call.start(connector, Prompts.dispatch(Target.of("p", "gpt-5"), body, stream));
    }
}
