package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Spend;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.budgets.SpendSheet;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import io.promptyard.turns.Turn;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Five hundred prompts against a budget that affords a hundred, on three instances, of which the one that keeps the budgets
 * is killed half way. What the provider itself has booked is what is held against the budget.
 */
@Turn(value = 3, of = Round.DAYS)
class BudgetsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int PROMPTS = 500;
    private static final int MAX_TOKENS = 200;
    private static final BigDecimal LIMIT = new BigDecimal("0.15");
    private static final String CEILING = """
            ceilings:
              - { name: house, per-month-usd: %s, over: refuse }
            kafka:
              properties: { session.timeout.ms: "6000", heartbeat.interval.ms: "2000" }
            """;

    @TempDir
    private Path directory;

    private SerdeFactory serdes;
    private RouterTopics topics;
    private ClusterAddress address;

    static Stream<String> deliveries() {
        return Deliveries.usually("at-least-once");
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void shouldNeverSpendMoreAndSettleExactlyWhenTheKeeperIsKilledHalfWay(String delivery) throws Exception {
        try (SlowProvider provider = new SlowProvider(Duration.ofMillis(900))) {
            Path config = provider.config(directory, delivery);
            Files.writeString(config, CEILING.formatted(LIMIT), StandardOpenOption.APPEND);
            try (UpProcess cluster =
                            UpProcess.start(Build.BUILT_HERE, config, directory.resolve("cluster"), "--roles=none");
                    UpProcess one = instance(config, cluster, "one");
                    UpProcess two = instance(config, cluster, "two");
                    UpProcess three = instance(config, cluster, "three")) {
                // Given
                Map<String, UpProcess> instances = Map.of("one", one, "two", two, "three", three);
                for (UpProcess each : instances.values()) {
                    each.awaitReady();
                }
                connect(cluster);
                produce(0, PROMPTS / 2);
                await("calls under way").atMost(PATIENCE).until(() -> provider.open() > 10);
                String keeper = keeper();

                // When
                instances.get(keeper).kill();
                produce(PROMPTS / 2, PROMPTS);

                // Then
                await("a response to every prompt")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> responses().size() == PROMPTS);
                await("nothing is reserved any more")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> spend().reservedUsd().signum() == 0
                                && unsettled().isEmpty());
                assertWithin(provider, delivery, keeper);
            } finally {
                serdes.close();
            }
        }
    }

    private void assertWithin(SlowProvider provider, String delivery, String keeper) throws Exception {
        Spend spend = spend();
        BigDecimal booked = provider.booked();
        long answers = responses().values().stream()
                .filter(response -> response.result() instanceof Answer)
                .count();
        System.out.printf(
                "%s, budget %s: spent %s, of unknown cost %d; the provider booked %s in %d calls; %d of %d prompts answered; "
                        + "killed %s%n",
                delivery,
                LIMIT,
                spend.spentUsd(),
                spend.unknownCosts(),
                booked,
                provider.calls(),
                answers,
                PROMPTS,
                keeper);
        assertThat(spend.spentUsd()).isLessThanOrEqualTo(LIMIT);
        assertThat(booked).isLessThanOrEqualTo(spend.spentUsd());
        assertThat(spend.spentUsd()).isEqualByComparingTo(settledSum());
        assertThat(answers).isGreaterThan(50).isLessThan(PROMPTS);
    }

    /** Of every reservation what its call cost, or all of it where that is not known. */
    private BigDecimal settledSum() throws Exception {
        Map<String, BigDecimal> reserved = reserved();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, ProviderAttempt> each : settled().entrySet()) {
            BigDecimal cost = each.getValue().costUsd();
            sum = sum.add(cost == null ? reserved.get(each.getKey()) : cost);
        }
        return sum;
    }

    private List<String> unsettled() throws Exception {
        List<String> open = new ArrayList<>(reserved().keySet());
        open.removeAll(settled().keySet());
        return open;
    }

    /** By request id and number of attempt. */
    private Map<String, BigDecimal> reserved() throws Exception {
        Map<String, BigDecimal> reserved = new LinkedHashMap<>();
        for (String provider : List.of("left", "right")) {
            for (Dispatch each : all(topics.dispatch(new ProviderId(provider))).values()) {
                reserved.put(each.id() + "/" + each.attempt(), each.reservedUsd());
            }
        }
        return reserved;
    }

    private Map<String, ProviderAttempt> settled() throws Exception {
        Map<String, ProviderAttempt> settled = new LinkedHashMap<>();
        all(topics.attempts()).values().stream()
                .filter(attempt -> attempt.settles() != null)
                .forEach(attempt -> settled.put(attempt.id() + "/" + attempt.settles(), attempt));
        return settled;
    }

    /** The first to each id is binding. */
    private Map<String, FinalResponse> responses() throws Exception {
        Map<String, FinalResponse> first = new LinkedHashMap<>();
        all(topics.responses())
                .values()
                .forEach(each -> first.putIfAbsent(each.id().value(), each));
        return first;
    }

    private Spend spend() throws Exception {
        return SpendSheet.read(address, TopicNames.standard()).getFirst();
    }

    private <V> Map<String, V> all(Topic<String, V> topic) throws Exception {
        Map<String, V> records = new LinkedHashMap<>();
        try (TopicScan scan = TopicScan.of(address, topic.name())) {
            scan.forEach(record -> records.put(
                    record.partition() + ":" + record.offset(),
                    topic.valueSerde().deserializer().deserialize(topic.name(), record.value())));
        }
        return records;
    }

    private void connect(UpProcess cluster) {
        serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        topics = RouterTopics.of(TopicNames.standard(), serdes);
        address = new ClusterAddress(cluster.bootstrapServers(), cluster.registryUrl(), Map.of());
    }

    private void produce(int from, int to) {
        try (KafkaProducer<String, PromptRequest> producer = new KafkaProducer<>(
                address.client(Map.of("acks", "all")),
                topics.prompts().keySerde().serializer(),
                topics.prompts().valueSerde().serializer())) {
            for (int i = from; i < to; i++) {
                String id = "p-" + i;
                PromptBody body = new PromptBody(
                        List.of(ChatMessage.of(Role.USER, "Name a river.")),
                        List.of(),
                        null,
                        SamplingParameters.withMaxTokens(MAX_TOKENS),
                        null,
                        "{}");
                producer.send(new ProducerRecord<>(
                        topics.prompts().name(), id, PromptRequest.of(new RequestId(id), Instant.now(), body)));
            }
        }
    }

    /** The instance whose task the reservations are. */
    private String keeper() throws Exception {
        TopicPartition desk = new TopicPartition(topics.reservations().name(), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address.bootstrapServers()))) {
            MemberDescription member =
                    admin.describeConsumerGroups(List.of("promptyard-budgets")).all().get().values().stream()
                            .flatMap(group -> group.members().stream())
                            .filter(each -> each.assignment().topicPartitions().contains(desk))
                            .findFirst()
                            .orElseThrow();
            String instance = member.groupInstanceId().orElseThrow();
            return Stream.of("one", "two", "three")
                    .filter(name -> instance.startsWith("promptyard-budgets-" + name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private UpProcess instance(Path config, UpProcess cluster, String name) throws Exception {
        return UpProcess.launch(
                Build.BUILT_HERE,
                config,
                directory.resolve(name),
                "--bootstrap=" + cluster.bootstrapServers(),
                "--registry=" + cluster.registryUrl(),
                "--create-topics",
                "--instance=" + name,
                "--roles=router,worker");
    }
}
