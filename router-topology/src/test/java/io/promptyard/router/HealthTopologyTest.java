package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Candidate;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.live.LivePolicy;
import io.promptyard.router.live.Snapshot;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of targets' health, on its way through the graphs. */
class HealthTopologyTest {
    @TempDir
    private Path state;

    private final SerdeFactory serdes = SerdeFactory.mock("health-" + UUID.randomUUID());
    private final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    private Snapshot snapshot = Snapshot.NOTHING;

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldLeaveOutTheTargetWhoseCircuitIsOpenAndGoBackWhenItIsClosed() {
        try (TopologyTestDriver driver = router()) {
            // When
            send(driver, "before");
            snapshot = open(GPT);
            send(driver, "during");
            snapshot = Snapshot.NOTHING;
            send(driver, "after");

            // Then
            assertThat(read(driver, topics.decisions()))
                    .extracting(RoutingDecision::target)
                    .containsExactly(GPT, CLAUDE, GPT);
            assertThat(read(driver, topics.dispatch(Configs.ANTHROPIC))).hasSize(1);
        }
    }

    @Test
    void shouldSayInTheDecisionWhyATargetWasLeftOut() {
        // Given
        snapshot = open(GPT);
        try (TopologyTestDriver driver = router()) {
            // When
            send(driver, "p");

            // Then
            assertThat(read(driver, topics.decisions()).getFirst().candidates())
                    .extracting(Candidate::target, Candidate::state, Candidate::reason)
                    .contains(tuple(GPT, Candidate.State.REMOVED, "circuit-open"));
        }
    }

    @Test
    void shouldTellTheKeyAndWhatWasLeftOutWhenAnOutcomeDoes() {
        try (WorkerFixture worker = new WorkerFixture(state)) {
            // Given
            worker.dispatch(dispatch("p-1", GPT, 1, 0));
            ProviderOutcome plain =
                    new ProviderOutcome(Prompts.prompt("p-1").id(), 1, "p-1#1.1", Prompts.START, answer(10, 10));

            // When
            worker.outcome(new ProviderOutcome(
                    plain.id(), 1, plain.attemptId(), plain.at(), plain.result(), "spare", List.of("seed", "n")));

            // Then
            assertThat(worker.ended())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.key()).isEqualTo("spare"));
            assertThat(worker.responses())
                    .singleElement()
                    .extracting(response -> ((FinalResponse.Answer) response.result()).droppedParameters())
                    .isEqualTo(List.of("seed", "n"));
        }
    }

    private TopologyTestDriver router() {
        RouterConfig plain = Configs.config();
        RouterConfig config = new RouterConfig(
                plain.version(),
                plain.providers(),
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                List.of(new RouteConfig(
                        "default", RouteMatch.ALL, new Strategy.Priority(List.of(GPT, CLAUDE)), null, null, false)),
                List.of(),
                plain.retries());
        RouterApplications applications = new RouterApplications(
                config,
                topics,
                serdes,
                KafkaSettings.local("127.0.0.1:1", state),
                new RouterMetrics(new SimpleMeterRegistry()),
                new MutableClock(Prompts.START),
                () -> 0.5,
                () -> "epoch",
                6);
        return new TopologyTestDriver(
                applications.routerTopology(
                        new ScriptedClassifier(),
                        new LivePolicy(CostAwarePolicy.of(config), () -> snapshot),
                        null,
                        copy -> {},
                        (id, place, partition) -> {},
                        4),
                applications.routerProperties(),
                Prompts.START);
    }

    private static Snapshot open(Target target) {
        TargetState unfit =
                new TargetState(0, null, null, 0, null, 0, Prompts.START.plusSeconds(30), ProviderHealth.State.OPEN);
        return new Snapshot(Map.of(target, unfit), Map.of());
    }

    private void send(TopologyTestDriver driver, String id) {
        driver.createInputTopic(
                        topics.prompts().name(),
                        topics.prompts().keySerde().serializer(),
                        topics.prompts().valueSerde().serializer())
                .pipeInput(id, Prompts.prompt(id));
    }

    private static <V> List<V> read(TopologyTestDriver driver, Topic<String, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readValuesToList();
    }
}
