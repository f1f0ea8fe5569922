package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Allowance;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Spend;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A judge on a live broker, its answers made up by the simulator to the schema that it is held to. */
class JudgeIT {
    private static final String CONFIG = """
            providers:
              cheap: { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us] }
              dear:  { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us] }
              court: { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us] }
            models:
              cheap/small: { like: openai/gpt-4o, quality: 0.8 }
              dear/large:  { like: openai/gpt-4o, quality: 0.9 }
              court/judge: { like: openai/gpt-4o, quality: 0 }
              court/judge--slow60000: { like: openai/gpt-4o, quality: 0 }
            routes:
              - { name: rest, match: {}, strategy: cheapest-capable }
            """;

    @TempDir
    Path dir;

    private @Nullable Promptyard yard;
    private @Nullable SerdeFactory serdes;
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void stop() {
        if (serdes != null) {
            serdes.close();
            serdes = null;
        }
        if (yard != null) {
            yard.close();
            yard = null;
        }
    }

    private RouterTopics start(String judge, boolean exactlyOnce) {
        return start(judge, exactlyOnce, "");
    }

    private RouterTopics start(String judge, boolean exactlyOnce, String more) {
        RouterConfig config = new ConfigLoader(Map.of(), Map.of())
                .read(CONFIG + "classifier: { judge: { " + judge + ", band: 1, max-open: 2 } }\n" + more)
                .orThrow()
                .router();
        Lane standard = Lane.standard();
        yard = Promptyard.start(new Launch(
                new Cluster.Embedded(dir),
                Ports.ephemeral(),
                Launch.Share.whole(config, "test"),
                config,
                new Launch.Simulated(
                        Set.of(new ProviderId("cheap"), new ProviderId("dear"), new ProviderId("court")),
                        SimulatorSettings.defaults()),
                new Launch.Admission(Set.of(), 32 * 1024 * 1024),
                new Launch.Traffic(
                        List.of(new Lane(standard.topics(), exactlyOnce, standard.onRestart())), 1, Map.of()),
                Duration.ofSeconds(1)));
        serdes = SerdeFactory.connect(RegistryConfig.of(yard.registryUrl()));
        return RouterTopics.of(TopicNames.standard(), serdes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDecideByTheRatingAndBookItBesideTheAnswer(boolean exactlyOnce) throws Exception {
        // Given
        RouterTopics topics = start("model: court/judge, limit: 30s", exactlyOnce);
        // When
        send(topics, "p-1");
        // Then
        RoutingDecision decision = await(topics.decisions(), "p-1", 1).getFirst();
        assertThat(decision.classification().classifier()).endsWith("+judge:court/judge");
        double rating = 1 + 9 * decision.classification().complexity();
        assertThat(rating).isBetween(1.0, 10.0);
        assertThat(Math.abs(rating - Math.rint(rating))).isLessThan(1e-9);
        FinalResponse response = await(topics.responses(), "p-1", 1).getFirst();
        assertThat(response.attempts()).isEqualTo(1);
        List<ProviderAttempt> attempts = await(topics.attempts(), "p-1", 4);
        List<ProviderAttempt> judged = attempts.stream()
                .filter(attempt -> attempt.purpose() == Purpose.JUDGE)
                .toList();
        assertThat(judged).extracting(ProviderAttempt::phase).containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(judged).extracting(ProviderAttempt::target).containsOnly(Target.of("court", "judge"));
        assertThat(judged.getLast().costUsd()).isPositive();
        ProviderAttempt answered = attempts.stream()
                .filter(attempt -> attempt.purpose() == Purpose.ANSWER && attempt.phase() == Phase.ENDED)
                .findFirst()
                .orElseThrow();
        assertThat(response.costUsd()).isEqualByComparingTo(answered.costUsd());
    }

    @Test
    void shouldGoOnAsItWasClassifiedWhenTheJudgeIsSlow() throws Exception {
        // Given
        RouterTopics topics = start("model: court/judge--slow60000, limit: 300ms", false);
        // When
        send(topics, "p-1");
        // Then
        RoutingDecision decision = await(topics.decisions(), "p-1", 1).getFirst();
        assertThat(decision.classification().classifier()).doesNotContain("judge");
        assertThat(await(topics.responses(), "p-1", 1)).hasSize(1);
    }

    @Test
    void shouldAnswerOnceAndAskNobodyAgainWhenTheProcessEndsWhileAPromptWaits() throws Exception {
        // Given
        RouterTopics before = start("model: court/judge--slow60000, limit: 50s", false);
        send(before, "waits");
        await(before.attempts(), "waits", 1);
        stop();
        // When
        RouterTopics after = start("model: court/judge--slow60000, limit: 50s", false);
        // Then
        assertThat(await(after.responses(), "waits", 1)).hasSize(1);
        assertThat(await(after.decisions(), "waits", 1))
                .singleElement()
                .satisfies(decision ->
                        assertThat(decision.classification().classifier()).doesNotContain("judge"));
        assertThat(await(after.attempts(), "waits", 3))
                .filteredOn(attempt -> attempt.purpose() == Purpose.JUDGE && attempt.phase() == Phase.STARTED)
                .hasSize(1);
    }

    @Test
    void shouldPayTheJudgeFromTheBudgetOfAllThatIsCalled() throws Exception {
        // Given
        RouterTopics topics = start("model: court/judge, limit: 30s", false, """
            ceilings:
              - { name: house, per-month-usd: 100 }
              - { name: judges, per: provider, providers: [court], per-month-usd: 1 }
            """);
        send(topics, "too-soon"); // no money is there before it is asked for
        assertThat(await(topics.responses(), "too-soon", 1)).hasSize(1);
        try (TopicTail<Allowance> allowances = new TopicTail<>(yard.bootstrapServers(), topics.allowances())) {
            allowances.await(each -> each.value().state() == Allowance.State.GRANTED, 1);
        }
        // When
        Awaitility.await("a prompt is judged").atMost(Duration.ofSeconds(60)).until(() -> {
            String id = "p-" + sent.incrementAndGet();
            send(topics, id);
            return await(topics.decisions(), id, 1)
                    .getFirst()
                    .classification()
                    .classifier()
                    .endsWith("+judge:court/judge");
        });
        // Then: the answers' providers are not court
        assertThat(await(topics.decisions(), "too-soon", 1)
                        .getFirst()
                        .classification()
                        .classifier())
                .doesNotContain("judge");
        try (TopicTail<Spend> spend = new TopicTail<>(yard.bootstrapServers(), topics.spend())) {
            Spend judges = spend.await(each -> each.value().budget().equals("judges{provider=court} per month"), 1)
                    .getLast()
                    .value();
            assertThat(judges.reservedUsd().add(judges.spentUsd())).isPositive().isLessThanOrEqualTo(BigDecimal.ONE);
            assertThat(spend.await(each -> each.value().budget().equals("house per month"), 1))
                    .isNotEmpty();
        }
    }

    private void send(RouterTopics topics, String id) throws Exception {
        PromptRequest prompt =
                PromptRequest.of(new RequestId(id), Instant.EPOCH, PromptBody.ofUser("Name three rivers of Europe"));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.bootstrapServers(), "acks", "all"),
                topics.prompts().keySerde().serializer(),
                topics.prompts().valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(topics.prompts().name(), id, prompt))
                    .get();
        }
    }

    private <V> List<V> await(Topic<String, V> topic, String id, int count) {
        try (TopicTail<V> tail = new TopicTail<>(yard.bootstrapServers(), topic)) {
            return tail.await(id, count).stream().map(ConsumerRecord::value).toList();
        }
    }
}
