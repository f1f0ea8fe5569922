package io.promptyard.connector.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.Call;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.Secret;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only this dialect has, against the simulator's own reading of it: signed calls, and a cache that is counted apart. */
class BedrockMeetsSimulatorTest {
    private Vertx vertx;
    private Simulator simulator;
    private ProviderConnector connector;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        simulator = Simulator.start(vertx, SimulatorSettings.defaults())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        ProviderConfig config = ProviderConfig.at(new ProviderId("p"), "bedrock", URI.create(simulator.rootUrl("p")))
                .apiKey(new Secret("AKID:secret"))
                .maxConcurrency(4)
                .lookAhead(4)
                .build();
        connector = ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountTheCacheAsTheBooksDo(boolean stream) throws Exception {
        // Given
        ChatMessage marked = new ChatMessage(
                Role.USER,
                List.of(new TextPart("Tell me of Paris", "{\"cache_control\":{\"type\":\"ephemeral\"}}")),
                List.of(),
                null,
                null,
                "{}");
        PromptBody body = new PromptBody(List.of(marked), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");

        // When
        Call call =
                Call.start(connector, Prompts.dispatch(Target.of("p", "anthropic.claude-3-haiku-v1:0"), body, stream));

        // Then
        Answered answered = call.answered();
        BookedCall booked = simulator.books().calls().getFirst();
        assertThat(booked.model()).isEqualTo("anthropic.claude-3-haiku-v1:0");
        assertThat(answered.usage()).isNotNull();
        assertThat(answered.usage().promptTokens()).isEqualTo(booked.promptTokens());
        assertThat(answered.usage().completionTokens()).isEqualTo(booked.completionTokens());
        assertThat(answered.usage().cachedTokens()).isEqualTo(booked.promptTokens() / 2);
    }
}
