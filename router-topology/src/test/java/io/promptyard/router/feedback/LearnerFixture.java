package io.promptyard.router.feedback;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.Feedback;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.Names;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.app.StreamsProperties;
import io.promptyard.router.classify.learned.PlainTier;
import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.policy.CataloguePriors;
import io.promptyard.router.policy.CatalogueQuality;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The learner's graph in a test driver; trainings run on the thread that asks, models go to a producer in memory. */
final class LearnerFixture implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofMinutes(1);
    static final Duration MEMORY = Duration.ofDays(7);
    static final LearningConfig CONFIG = new LearningConfig(true, INTERVAL, 4, 50, MEMORY, 10, 3, 0.1, BigDecimal.ONE);

    final MutableClock clock = new MutableClock(Prompts.START);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LearningMetrics metrics = new LearningMetrics(meters, "default");
    final SerdeFactory serdes = SerdeFactory.mock("learner-" + UUID.randomUUID());
    final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    final ModelShelf shelf = new ModelShelf();
    final CatalogueQuality expected = new CatalogueQuality(Configs.catalogue());
    final LearnedCraft craft = new LearnedCraft(
            new PlainTier(new ScriptedClassifier(), "scripted", new CataloguePriors(Configs.config())), expected);
    final ModelHolder holder = new ModelHolder(new ScriptedClassifier());
    final Training training = new Training(
            CONFIG,
            craft,
            shelf,
            holder,
            expected,
            new ModelPublisher(producer, topics.models()),
            metrics,
            clock,
            Runnable::run);
    final TopologyTestDriver driver;

    LearnerFixture(Path state) {
        DriftWatch drift = new DriftWatch(metrics, Set.of(Configs.GPT.toString()), Optional::empty);
        driver = new TopologyTestDriver(
                new LearnerTopology(topics, new Learning(CONFIG, drift, training, metrics, clock), 4).get(),
                StreamsProperties.beside(
                        Names.learnerApplication(topics.names()), KafkaSettings.local("127.0.0.1:1", state)),
                Prompts.START);
    }

    void asked(String id) {
        send(topics.prompts(), id, Prompts.prompt(id));
    }

    void asked(PromptRequest request) {
        send(topics.prompts(), request.id().value(), request);
    }

    void decided(String id, int attempt, Target target, double propensity) {
        send(topics.decisions(), id, decision(id, attempt, target, propensity));
    }

    /** With a copy that goes elsewhere beside it. */
    void decided(String id, Target target, String shadow, Target other) {
        send(topics.decisions(), id, decision(id, 1, target, 1).shadowed(shadow(shadow, other)));
    }

    static ShadowChoice shadow(String name, Target target) {
        return new ShadowChoice(
                name, 0.1, List.of(new Candidate(target, Candidate.State.CHOSEN, "", "", 0.5, BigDecimal.ONE)));
    }

    void answered(String id, int attempt, Target target) {
        ended(id, attempt, target, null);
    }

    void ended(String id, int attempt, Target target, @Nullable FailureKind kind) {
        send(topics.attempts(), id, attempt(id, attempt, target, kind, clock.instant()));
    }

    void judged(String id, Feedback.Source source, double score, @Nullable Target target) {
        judged(new Feedback(new RequestId(id), clock.instant(), source, score, null, null, target, null, "{}"));
    }

    void judged(Feedback feedback) {
        send(topics.feedback(), feedback.id().value(), feedback);
    }

    /** A whole request: asked, decided, answered, judged by its user. */
    void whole(String id, Target target, double score) {
        asked(id);
        decided(id, 1, target, 1);
        answered(id, 1, target);
        judged(id, Feedback.Source.USER, score, null);
    }

    /** The labels that are kept, by id. */
    Map<String, LabelRow> labels() {
        Map<String, LabelRow> labels = new TreeMap<>();
        try (var all = driver.<String, LabelRow>getKeyValueStore(Names.LABELS).all()) {
            all.forEachRemaining(each -> labels.put(each.key, each.value));
        }
        return labels;
    }

    /** Lets the time pass after which labels are learnt from. */
    void nextInterval() {
        clock.advance(INTERVAL);
        driver.advanceWallClockTime(INTERVAL);
    }

    /** What was published, by key and in order; and the shelf has it. */
    List<Map.Entry<String, @Nullable LearnedModel>> published() {
        List<Map.Entry<String, @Nullable LearnedModel>> published = new ArrayList<>();
        producer.history().forEach(record -> {
            LearnedModel model =
                    topics.models().valueSerde().deserializer().deserialize(record.topic(), record.value());
            shelf.put(record.key(), model, published.size());
            published.add(new java.util.AbstractMap.SimpleEntry<>(record.key(), model));
        });
        return published;
    }

    double feedback(String became) {
        return meters.get(LearningMeter.FEEDBACK.id())
                .tag("became", became)
                .counter()
                .count();
    }

    double trainings(String result) {
        return meters.get(LearningMeter.TRAININGS.id())
                .tag("result", result)
                .counter()
                .count();
    }

    static ProviderAttempt attempt(String id, int attempt, Target target, @Nullable FailureKind kind, Instant at) {
        return new ProviderAttempt(
                "a-" + attempt,
                new RequestId(id),
                at,
                ProviderAttempt.Phase.ENDED,
                attempt,
                target,
                "default",
                "default",
                "default",
                Map.of(),
                kind == null,
                kind,
                null,
                10L,
                null,
                null,
                null,
                false,
                null);
    }

    static RoutingDecision decision(String id, int attempt, Target target, double propensity) {
        Classification classification = new Classification(
                "scripted", Task.CHAT, 1, "", "en", 7, 0.25, Map.of(), Map.of("familiarity", 0.9), 3);
        return new RoutingDecision(
                new RequestId(id),
                Prompts.START,
                "default",
                "default",
                Map.of(),
                "auto",
                "v1",
                classification,
                "default",
                "cheapest-capable",
                target,
                List.of(new Candidate(target, Candidate.State.CHOSEN, "", "", 0.75, BigDecimal.ONE)),
                attempt,
                propensity,
                null,
                null);
    }

    private <V> void send(Topic<String, V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(key, value);
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
    }
}
