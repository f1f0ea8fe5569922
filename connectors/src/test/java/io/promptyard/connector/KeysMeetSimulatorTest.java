package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.connector.health.HealthBoard;
import io.promptyard.model.KeyHealth;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several keys against real HTTP: refused, forbidden and used up, each by itself. */
class KeysMeetSimulatorTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Vertx vertx = Vertx.vertx();
    private final HealthBoard board = HealthBoard.quiet();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "cohere", "azure"})
    void shouldPassOverTheKeyThatIsRefusedAndTheOneThatIsLimited(String dialect) throws Exception {
        // Given
        SimulatorSettings settings = SimulatorSettings.defaults()
                .script(FaultScript.of(
                        FaultRule.of("auth401").forKey("key-1"),
                        FaultRule.of("fail429after20").forKey("key-2")));
        try (ProviderConnector connector = connector(settings, dialect)) {
            // When
            List<Call> calls = calls(connector, 3);

            // Then
            assertThat(calls).extracting(Call::key).containsExactly("third", "third", "third");
            assertThat(keys())
                    .extracting(KeyHealth::name, KeyHealth::state, KeyHealth::kind, KeyHealth::until)
                    .containsExactly(
                            tuple("1", State.COOLING, FailureKind.AUTHENTICATION, NOW.plusSeconds(300)),
                            tuple("2", State.COOLING, FailureKind.RATE_LIMITED, NOW.plusSeconds(20)),
                            tuple("third", State.HEALTHY, null, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void shouldSpreadCallsByWhatEachKeyHasLeftAndStopWhenAllAreUsedUp(String dialect) throws Exception {
        // Given: the simulator's minute ends in 50 s
        SimulatorSettings settings = SimulatorSettings.defaults().clock(CLOCK).requestsPerMinute(2);
        try (ProviderConnector connector = connector(settings, dialect)) {
            // When
            List<Call> calls = calls(connector, 6);
            Call seventh = Call.start(connector, Prompts.dispatch(target(), PromptBody.ofUser("7"), false));

            // Then
            assertThat(calls).extracting(Call::key).containsExactly("1", "2", "third", "1", "2", "third");
            assertThat(seventh.failed().kind()).isEqualTo(FailureKind.RATE_LIMITED);
            assertThat(keys()).allSatisfy(key -> {
                assertThat(key.state()).isEqualTo(State.COOLING);
                assertThat(key.headroom()).isZero();
                assertThat(key.until()).isEqualTo(NOW.plusSeconds(50));
            });
            assertThat(board.view("", NOW).getFirst().headroom()).isZero();
            Call elsewhere = Call.start(
                    connector, Prompts.withAlternative(Prompts.dispatch(target(), PromptBody.ofUser("8"), false)));
            assertThat(elsewhere.failed().kind()).isEqualTo(FailureKind.CIRCUIT_OPEN);
        }
    }

    @Test
    void shouldComeBackWhenTheFirstKeyIsFreeWhenAllAreLimited() throws Exception {
        // Given
        SimulatorSettings settings = SimulatorSettings.defaults()
                .script(FaultScript.of(
                        FaultRule.of("fail429after20").forKey("key-1"),
                        FaultRule.of("fail429after5").forKey("key-2"),
                        FaultRule.of("fail429after60").forKey("key-3")));
        try (ProviderConnector connector = connector(settings, "openai")) {
            // When
            Call call = Call.start(connector, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false));

            // Then
            assertThat(call.failed().retryAfterMillis()).isEqualTo(5_000);
            assertThat(call.key()).as("the last that was asked").isEqualTo("third");
        }
    }

    private List<KeyHealth> keys() {
        return board.view("", NOW).getFirst().keys();
    }

    private static List<Call> calls(ProviderConnector connector, int count) throws Exception {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Call call = Call.start(connector, Prompts.dispatch(target(), PromptBody.ofUser("n" + i), false));
            call.answered();
            calls.add(call);
        }
        return calls;
    }

    private ProviderConnector connector(SimulatorSettings settings, String dialect) {
        Simulator simulator = Simulator.start(vertx, settings).await();
        ProviderConfig config = ProviderConfig.at(new ProviderId("p"), dialect, URI.create(simulator.baseUrl("p")))
                .maxConcurrency(8)
                .lookAhead(8)
                .apiKeys(List.of(key("1", "key-1"), key("2", "key-2"), key("third", "key-3")))
                .build();
        return ConnectorRegistry.load()
                .create(config, new ConnectorContext(vertx, CLOCK, DroppedParameters.IGNORED, board));
    }

    private static ProviderKey key(String name, String text) {
        return new ProviderKey(name, new Secret(text));
    }

    private static Target target() {
        return Target.of("p", "sim-small");
    }
}
