package io.promptyard.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.fixture.ScriptedPolicy;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTopologyShapeTest {
    @Test
    void shouldStayAsItIsWhenNobodyMeantToChangeIt() throws IOException {
        try (SerdeFactory serdes = SerdeFactory.mock("budget-shape")) {
            GoldenGraph.assertMatches(
                    "budget-topology.txt",
                    applications(serdes).budgetTopology(List.of(RouterTopics.of(TopicNames.standard(), serdes)), 4));
        }
    }

    @Test
    void shouldAddNothingButABranchToTheRouterWhenThereAreBudgets() {
        try (SerdeFactory serdes = SerdeFactory.mock("budget-shape-router")) {
            // When
            String graph = applications(serdes)
                    .routerTopology(
                            new ScriptedClassifier(),
                            new ScriptedPolicy(Configs.GPT),
                            null,
                            copy -> {},
                            (id, place, partition) -> {},
                            4)
                    .describe()
                    .toString();

            // Then
            assertThat(graph).contains("Sink: write-reservation (topic: promptyard.reservations)");
            assertThat(graph).doesNotContain("Sub-topology: 2");
            assertThat(graph.substring(0, graph.indexOf("Sub-topology: 1"))).contains("write-reservation");
        }
    }

    private static RouterApplications applications(SerdeFactory serdes) {
        return BudgetFixture.applications(
                serdes,
                RouterTopics.of(TopicNames.standard(), serdes),
                new MutableClock(Prompts.START),
                Path.of("unused"),
                BudgetFixture.config(Over.REFUSE));
    }
}
