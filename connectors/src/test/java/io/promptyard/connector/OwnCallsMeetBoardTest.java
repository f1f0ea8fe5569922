package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.health.HealthBoard;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.Target;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What calls of the router's own, such as the judge's, say on the board that callers' calls share with them. */
class OwnCallsMeetBoardTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Target TARGET = Target.of("p", "sim-small");

    private final Vertx vertx = Vertx.vertx();
    private final ConnectorContext callers =
            new ConnectorContext(vertx, CLOCK, DroppedParameters.IGNORED, HealthBoard.quiet());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void shouldKeepTheirTimesOutOfThePercentiles() throws Exception {
        // Given
        SimulatorSettings settings = SimulatorSettings.defaults();
        try (ProviderConnector callersOwn = connector(settings, callers);
                ProviderConnector judge = connector(settings, callers.untimed())) {
            // When
            ask(callersOwn, 2);
            ask(judge, 5);
            // Then
            assertThat(health().latency()).isNotNull();
            assertThat(health().latency().count()).isEqualTo(2);
            assertThat(health().calls()).isEqualTo(7);
        }
    }

    @Test
    void shouldCountTheirFailuresForTheCircuit() throws Exception {
        // Given
        SimulatorSettings settings = SimulatorSettings.defaults().script(FaultScript.of(FaultRule.of("fail500")));
        try (ProviderConnector judge = connector(settings, callers.untimed())) {
            // When
            ask(judge, 20);
            // Then
            assertThat(health().state()).isEqualTo(ProviderHealth.State.OPEN);
            assertThat(health().failures()).isEqualTo(20);
        }
    }

    private ProviderHealth health() {
        return callers.health().view("", NOW).getLast();
    }

    private static void ask(ProviderConnector connector, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            Call.start(connector, Prompts.dispatch(TARGET, PromptBody.ofUser("n" + i), false))
                    .result();
        }
    }

    private ProviderConnector connector(SimulatorSettings settings, ConnectorContext context) {
        Simulator simulator = Simulator.start(vertx, settings).await();
        ProviderConfig config = ProviderConfig.at(TARGET.provider(), "openai", URI.create(simulator.baseUrl("p")))
                .maxConcurrency(8)
                .lookAhead(8)
                .build();
        return ConnectorRegistry.load().create(config, context);
    }
}
