package io.promptyard.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.RecordingPublisher;
import io.promptyard.router.fixture.ScriptedBacklog;
import io.promptyard.router.fixture.ScriptedConnector;
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

class WorkerTopologyShapeTest {
    @Test
    void shouldStayAsItIsWhenNobodyMeantToChangeIt() throws IOException {
        try (SerdeFactory serdes = SerdeFactory.mock("worker-shape")) {
            GoldenGraph.assertMatches("worker-topology.txt", graph(serdes));
        }
    }

    @Test
    void shouldBeOneSubTopologySoThatCallAndVerdictShareTheStore() {
        try (SerdeFactory serdes = SerdeFactory.mock("worker-shape-one")) {
            assertThat(graph(serdes).describe().subtopologies()).hasSize(1);
        }
    }

    @Test
    void shouldBeTheSameWhenBuiltTwice() {
        try (SerdeFactory serdes = SerdeFactory.mock("worker-shape-twice")) {
            assertThat(graph(serdes).describe())
                    .hasToString(graph(serdes).describe().toString());
        }
    }

    private static Topology graph(SerdeFactory serdes) {
        RouterApplications applications = new RouterApplications(
                Configs.config(),
                RouterTopics.of(TopicNames.standard(), serdes),
                serdes,
                KafkaSettings.local("127.0.0.1:1", Path.of("unused")),
                new RouterMetrics(new SimpleMeterRegistry()),
                Clock.fixed(Prompts.START, ZoneOffset.UTC),
                () -> 0.5,
                () -> "epoch",
                6);
        return applications.workerTopology(applications.worker(
                new ScriptedConnector(Configs.OPENAI),
                new RecordingPublisher(),
                new ScriptedBacklog(),
                6,
                OnRestart.RETRY));
    }
}
