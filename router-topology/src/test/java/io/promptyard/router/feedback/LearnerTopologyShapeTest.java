package io.promptyard.router.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.router.GoldenGraph;
import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class LearnerTopologyShapeTest {
    @Test
    void shouldStayAsItIsWhenNobodyMeantToChangeIt() throws IOException {
        try (SerdeFactory serdes = SerdeFactory.mock("learner-shape")) {
            GoldenGraph.assertMatches("learner-topology.txt", graph(serdes, Clock.systemUTC()));
        }
    }

    @Test
    void shouldBeTheSameWhenBuiltTwice() {
        try (SerdeFactory serdes = SerdeFactory.mock("learner-shape-twice")) {
            Clock clock = Clock.systemUTC();
            assertThat(graph(serdes, clock).describe())
                    .hasToString(graph(serdes, clock).describe().toString());
        }
    }

    private static Topology graph(SerdeFactory serdes, Clock clock) {
        LearningMetrics metrics = new LearningMetrics(new SimpleMeterRegistry(), "default");
        DriftWatch drift = new DriftWatch(metrics, Set.of(), Optional::empty);
        try (LearnerFixture fixture = new LearnerFixture(Path.of("target", "learner-shape"))) {
            return new LearnerTopology(
                            RouterTopics.of(TopicNames.standard(), serdes),
                            new Learning(LearningConfig.OFF, drift, fixture.training, metrics, clock),
                            4)
                    .get();
        }
    }
}
