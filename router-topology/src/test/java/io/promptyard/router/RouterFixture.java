package io.promptyard.router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Reroute;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.fixture.ScriptedPolicy;
import io.promptyard.router.judge.JudgeTier;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The router's own graph and settings in a test driver, with a scripted classifier and policy. */
final class RouterFixture implements AutoCloseable {
    final MutableClock clock = new MutableClock(Prompts.START);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ScriptedClassifier classifier = new ScriptedClassifier();
    final ScriptedPolicy policy;
    final SerdeFactory serdes = SerdeFactory.mock("router-" + UUID.randomUUID());
    final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    final List<String> answeredAgain = new ArrayList<>();
    final Topology topology;
    final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> raw;
    private final TestInputTopic<String, Reroute> reroutes;

    RouterFixture(Path state, Target... targets) {
        this(state, clock -> null, targets);
    }

    /** @param judge makes the judge, over this fixture's clock; null for none */
    RouterFixture(Path state, Function<Clock, @Nullable JudgeTier> judge, Target... targets) {
        this(state, judge, new ScriptedPolicy(targets), null);
    }

    /** The same, with copies that go to {@code shadows}, in either delivery. */
    static RouterFixture shadowing(Path state, RoutingPolicy own, Consumer<ShadowCall> shadows, boolean exactlyOnce) {
        return new RouterFixture(state, clock -> null, new ScriptedPolicy(), own, shadows, exactlyOnce);
    }

    /** With a policy of the test's own in the place of the scripted one. */
    static RouterFixture deciding(Path state, RoutingPolicy own) {
        return new RouterFixture(state, clock -> null, new ScriptedPolicy(), own);
    }

    private RouterFixture(
            Path state,
            Function<Clock, @Nullable JudgeTier> judge,
            ScriptedPolicy scripted,
            @Nullable RoutingPolicy own) {
        this(state, judge, scripted, own, copy -> {}, false);
    }

    private RouterFixture(
            Path state,
            Function<Clock, @Nullable JudgeTier> judge,
            ScriptedPolicy scripted,
            @Nullable RoutingPolicy own,
            Consumer<ShadowCall> shadows,
            boolean exactlyOnce) {
        this.policy = scripted;
        KafkaSettings local = KafkaSettings.local("127.0.0.1:1", state);
        RouterApplications applications = new RouterApplications(
                Configs.config(),
                topics,
                serdes,
                exactlyOnce ? local.withExactlyOnce() : local,
                new RouterMetrics(meters),
                clock,
                () -> 0.5,
                () -> "epoch",
                6);
        topology = applications.routerTopology(
                classifier,
                own == null ? scripted : own,
                judge.apply(clock),
                shadows,
                (id, place, partition) -> answeredAgain.add(id + "@" + place.offset() + "->" + partition),
                4);
        driver = new TopologyTestDriver(topology, applications.routerProperties(), Prompts.START);
        raw = driver.createInputTopic(topics.prompts().name(), new ByteArraySerializer(), new ByteArraySerializer());
        reroutes = driver.createInputTopic(
                topics.reroutes().name(),
                topics.reroutes().keySerde().serializer(),
                topics.reroutes().valueSerde().serializer());
    }

    void send(PromptRequest request) {
        send(request.id().value(), request);
    }

    void send(@Nullable String key, @Nullable PromptRequest request) {
        raw.pipeInput(key(key), bytes(request));
    }

    void send(PromptRequest request, Headers headers) {
        raw.pipeInput(new TestRecord<>(key(request.id().value()), bytes(request), headers, Prompts.START));
    }

    void sendRaw(@Nullable String key, byte[] value) {
        raw.pipeInput(key(key), value);
    }

    void sendAt(PromptRequest request, long timestamp) {
        raw.pipeInput(key(request.id().value()), bytes(request), timestamp);
    }

    void reroute(Reroute reroute) {
        reroutes.pipeInput(reroute.id().value(), reroute);
    }

    byte @Nullable [] bytes(@Nullable PromptRequest request) {
        return topics.prompts()
                .valueSerde()
                .serializer()
                .serialize(topics.prompts().name(), request);
    }

    List<TestRecord<String, Dispatch>> dispatches(ProviderId provider) {
        return read(topics.dispatch(provider));
    }

    List<TestRecord<String, FinalResponse>> responses() {
        return read(topics.responses());
    }

    List<TestRecord<String, DeadLetter>> deadLetters() {
        return read(topics.deadLetters());
    }

    List<TestRecord<String, RoutingDecision>> decisions() {
        return read(topics.decisions());
    }

    double count(String meter) {
        return meters.find(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private <V> List<TestRecord<String, V>> read(Topic<String, V> topic) {
        TestOutputTopic<String, V> output = driver.createOutputTopic(
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
        return output.readRecordsToList();
    }

    private byte @Nullable [] key(@Nullable String key) {
        return topics.prompts()
                .keySerde()
                .serializer()
                .serialize(topics.prompts().name(), key);
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
    }
}
