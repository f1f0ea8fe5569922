package io.promptyard.router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Reroute;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.config.RetryConfig;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.RecordingPublisher;
import io.promptyard.router.fixture.ScriptedConnector;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.worker.ProviderWorker;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * OpenAI's worker, its own graph and settings, in a test driver. Outcomes wait in the publisher until {@link #settle}
 * lets the worker read them. Jitter is always one half: 429s without Retry-After wait 100 ms at first.
 */
final class WorkerFixture implements AutoCloseable {
    /** Total timeout of a call, and the grace on top. */
    static final Duration OVERDUE = Duration.ofSeconds(126);

    final MutableClock clock = new MutableClock(Prompts.START);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ScriptedConnector connector = new ScriptedConnector(Configs.OPENAI);
    final RecordingPublisher publisher = new RecordingPublisher();
    final SerdeFactory serdes = SerdeFactory.mock("worker-" + UUID.randomUUID());
    final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    final ProviderWorker worker;
    final TopologyTestDriver driver;
    private final TestInputTopic<String, Dispatch> dispatches;
    private final TestInputTopic<String, ProviderOutcome> outcomes;

    WorkerFixture(Path state) {
        this(state, Configs.RETRIES, 1);
    }

    static WorkerFixture exactlyOnce(Path state) {
        return new WorkerFixture(kafka(state, true), Configs.RETRIES, 1);
    }

    /** @param tasks how many the provider's 256 calls are shared by */
    WorkerFixture(Path state, RetryConfig retries, int tasks) {
        this(kafka(state, false), retries, tasks);
    }

    private WorkerFixture(KafkaSettings kafka, RetryConfig retries, int tasks) {
        RouterApplications applications = new RouterApplications(
                Configs.config(retries),
                topics,
                serdes,
                kafka,
                new RouterMetrics(meters),
                clock,
                () -> 0.5,
                () -> "epoch",
                6);
        worker = applications.worker(connector, publisher, tasks, OnRestart.RETRY);
        driver = new TopologyTestDriver(
                applications.workerTopology(worker), applications.workerProperties(Configs.OPENAI), Prompts.START);
        dispatches = input(topics.dispatch(Configs.OPENAI));
        outcomes = input(topics.outcomes(Configs.OPENAI));
        settle(); // the fence of the start
    }

    private static KafkaSettings kafka(Path state, boolean exactlyOnce) {
        return new KafkaSettings(
                "127.0.0.1:1", state, "local", exactlyOnce, 1, 1, KafkaSettings.MAX_RECORD_BYTES, Map.of());
    }

    private <V> TestInputTopic<String, V> input(Topic<String, V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
    }

    void dispatch(Dispatch dispatch) {
        dispatches.pipeInput(dispatch.id().value(), dispatch);
    }

    /** Ends the last call and lets the worker read of it. */
    void end(ProviderOutcome.Result result) {
        connector.last().end(result);
        settle();
    }

    /** Lets the worker read every outcome that was published. */
    void settle() {
        for (ProviderOutcome next = publisher.outcomes().poll();
                next != null;
                next = publisher.outcomes().poll()) {
            outcome(next);
        }
    }

    void outcome(ProviderOutcome outcome) {
        outcomes.pipeInput(outcome.id().value(), outcome);
    }

    void advance(Duration time) {
        clock.advance(time);
        driver.advanceWallClockTime(time);
    }

    List<FinalResponse> responses() {
        return read(topics.responses());
    }

    List<Reroute> reroutes() {
        return read(topics.reroutes());
    }

    List<ProviderAttempt> ended() {
        return read(topics.attempts());
    }

    List<DeadLetter> deadLetters() {
        return read(topics.deadLetters());
    }

    double count(String meter) {
        return meters.find(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private <V> List<V> read(Topic<String, V> topic) {
        return driver
                .createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::value)
                .toList();
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
    }
}
