package io.promptyard.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.connector.health.HealthConfig;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.WaitingConfig;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.fixture.ScriptedPolicy;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class RouterTopologyShapeTest {
    @Test
    void shouldStayAsItIsWhenNobodyMeantToChangeIt() throws IOException {
        try (SerdeFactory serdes = SerdeFactory.mock("router-shape")) {
            GoldenGraph.assertMatches("router-topology.txt", graph(serdes));
        }
    }

    /** Who waits when a configuration without waiting comes in force is still owed an answer. */
    @Test
    void shouldBeTheSameWhenPromptsDoNotWait() {
        try (SerdeFactory serdes = SerdeFactory.mock("router-shape-at-once")) {
            assertThat(graph(serdes, atOnce()).describe())
                    .hasToString(graph(serdes).describe().toString());
        }
    }

    private static RouterConfig atOnce() {
        RouterConfig config = Configs.config();
        return new RouterConfig(
                config.version(),
                config.providers(),
                config.catalogue(),
                config.aliases(),
                config.groups(),
                config.routes(),
                config.ceilings(),
                config.retries(),
                config.learning(),
                config.classifier(),
                WaitingConfig.OFF,
                HealthConfig.DEFAULTS);
    }

    @Test
    void shouldBeTheSameWhenBuiltTwice() {
        try (SerdeFactory serdes = SerdeFactory.mock("router-shape-twice")) {
            assertThat(graph(serdes).describe())
                    .hasToString(graph(serdes).describe().toString());
        }
    }

    private static Topology graph(SerdeFactory serdes) {
        return graph(serdes, Configs.config());
    }

    private static Topology graph(SerdeFactory serdes, RouterConfig config) {
        RouterApplications applications = new RouterApplications(
                config,
                RouterTopics.of(TopicNames.standard(), serdes),
                serdes,
                KafkaSettings.local("127.0.0.1:1", Path.of("unused")),
                new RouterMetrics(new SimpleMeterRegistry()),
                Clock.fixed(Prompts.START, ZoneOffset.UTC),
                () -> 0.5,
                () -> "epoch",
                6);
        return applications.routerTopology(
                new ScriptedClassifier(),
                new ScriptedPolicy(Configs.GPT),
                null,
                copy -> {},
                (id, place, partition) -> {},
                4);
    }
}
