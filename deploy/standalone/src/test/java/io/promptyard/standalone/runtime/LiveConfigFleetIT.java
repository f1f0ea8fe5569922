package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.ConfigEntry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.published.Sha256;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three routers share the partitions of the prompts, and a configuration is applied to them while prompts flow. */
class LiveConfigFleetIT {
    private static final String FILE = """
            providers:
              left:  { dialect: openai, base-url: http://127.0.0.1:1/v1 }
              right: { dialect: openai, base-url: http://127.0.0.1:1/v1 }
            models:
              left/sim:  { like: openai/gpt-4o }
              right/sim: { like: openai/gpt-4o }
            routes:
              - { name: before, match: {}, strategy: { priority: [left/sim] } }
            classifier: { tier: heuristic }
            """;
    private static final String OTHER =
            FILE.replace("name: before", "name: after").replace("priority: [left", "priority: [right");
    private static final String BAD =
            "{\"routes\":[{\"name\":\"bad\",\"match\":{},\"strategy\":{\"priority\":[\"nobody/x\"]}}]}";
    private static final int BATCH = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private RouterFleet fleet;
    private KafkaProducer<String, PromptRequest> producer;
    private final List<String> ids = new ArrayList<>();
    /** Those of them that were sent after all instances had said that they follow. */
    private final Set<String> late = new TreeSet<>();

    @BeforeEach
    void start() {
        fleet = RouterFleet.start(directory, FILE, "one", "two", "three");
        producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", fleet.bootstrapServers(), "acks", "all"),
                fleet.topics.prompts().keySerde().serializer(),
                fleet.topics.prompts().valueSerde().serializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        fleet.close();
    }

    @Test
    void shouldSwitchEachInstanceBetweenTwoRecordsAndStayWhenABadOneComesAndWhenOneStartsAgain() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("other.yaml"), OTHER);
        Path bad = Files.writeString(directory.resolve("bad.yaml"), OTHER.replace("right/sim]", "nobody/x]"));
        AtomicBoolean followed = new AtomicBoolean();
        CountDownLatch flowing = new CountDownLatch(3);
        CompletableFuture<Void> flow = CompletableFuture.runAsync(() -> flow(flowing, followed));
        Awaitility.await("prompts flow")
                .atMost(PATIENCE)
                .until(() -> flowing.getCount() == 0 || flow.isCompletedExceptionally());
        // When
        CliRun applied = fleet.config("apply", file.toString(), "--json");
        followed.set(true);
        flow.join();
        // Then
        assertThat(applied.code()).as(applied.err()).isZero();
        String version = versionOfAll(applied, "follows");
        assertThat(version).isNotEqualTo(fleet.version);
        // When, Then
        assertNobodyTakesWhatIsBad(bad, version);
        // When
        Map<Integer, String> owners = fleet.owners();
        fleet.stop("three");
        late.addAll(send());
        fleet.restart("three");
        late.addAll(send());
        // Then
        assertAnsweredOnce();
        assertThat(fleet.owners()).isEqualTo(owners);
        assertThat(versionOfAll(fleet.config("show", "--json"), "refuses")).isEqualTo(version);
        assertOneVersionAfterTheOther(version);
    }

    /** Neither by the command nor, should another have written it, from the topic. */
    private void assertNobodyTakesWhatIsBad(Path bad, String version) throws Exception {
        CliRun refused = fleet.config("apply", bad.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("unknown provider").contains("nobody/x");
        assertThat(versionOfAll(fleet.config("show", "--json"), "follows")).isEqualTo(version);
        publish(ConfigEntry.published("bad", Instant.now(), BAD, Sha256.of(BAD)));
        Awaitility.await("all have refused it")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(versionOfAll(fleet.config("show", "--json"), "refuses"))
                        .isEqualTo(version));
    }

    /** One batch ahead of the answers, until two more have been sent after all follow. */
    private void flow(CountDownLatch flowing, AtomicBoolean followed) {
        try (TopicTail<FinalResponse> responses = fleet.tail(fleet.topics.responses())) {
            for (int after = 0; after < 2; flowing.countDown()) {
                boolean isLate = followed.get();
                int owed = ids.size();
                List<String> batch = send();
                if (isLate) {
                    late.addAll(batch);
                    after++;
                }
                responses.await(record -> true, owed);
            }
        }
    }

    private List<String> send() {
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String id = "p-" + (ids.size() + i);
            PromptRequest prompt =
                    PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers"));
            producer.send(new ProducerRecord<>(fleet.topics.prompts().name(), id, prompt));
            batch.add(id);
        }
        producer.flush();
        ids.addAll(batch);
        return batch;
    }

    private void publish(ConfigEntry entry) throws Exception {
        try (var config = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", fleet.bootstrapServers(), "acks", "all"),
                fleet.topics.config().keySerde().serializer(),
                fleet.topics.config().valueSerde().serializer())) {
            config.send(new ProducerRecord<>(fleet.topics.config().name(), ConfigEntry.ACTIVE, entry))
                    .get();
        }
    }

    /** The one that every instance says is in force there. */
    private static String versionOfAll(CliRun run, String state) throws IOException {
        JsonNode instances = new JsonMapper().readTree(run.out()).path("instances");
        assertThat(instances)
                .as(run.out())
                .extracting(each -> each.path("name").asText())
                .containsExactly("one/router", "three/router", "two/router", "workers/worker");
        assertThat(instances)
                .as(run.out())
                .allMatch(each -> each.path("state").asText().equals(state))
                .extracting(each -> each.path("version").asText())
                .containsOnly(instances.path(0).path("version").asText());
        return instances.path(0).path("version").asText();
    }

    private void assertAnsweredOnce() {
        assertThat(all(fleet.topics.responses()))
                .allMatch(each -> each.value().result() instanceof Answer)
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(fleet.simulator().books().calls()).hasSameSizeAs(ids);
    }

    private void assertOneVersionAfterTheOther(String version) {
        String before = fleet.version + " before left/sim";
        String after = version + " after right/sim";
        List<ConsumerRecord<String, RoutingDecision>> decisions = all(fleet.topics.decisions());
        assertThat(decisions).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(ids);
        Map<Integer, List<String>> ways = new TreeMap<>();
        decisions.forEach(each -> ways.computeIfAbsent(each.partition(), partition -> new ArrayList<>())
                .add(way(each.value())));
        assertThat(ways).hasSize(RouterFleet.PARTITIONS).allSatisfy((partition, taken) -> {
            assertThat(new LinkedHashSet<>(taken)).containsExactly(before, after);
            assertThat(taken.lastIndexOf(before)).isLessThan(taken.indexOf(after));
        });
        assertThat(decisions)
                .filteredOn(each -> late.contains(each.key()))
                .hasSameSizeAs(late)
                .allMatch(each -> way(each.value()).equals(after));
        int right = (int) decisions.stream()
                .filter(each -> way(each.value()).equals(after))
                .count();
        assertThat(dispatched("left", ids.size() - right)).containsOnly(fleet.version);
        assertThat(dispatched("right", right)).containsOnly(version);
    }

    /** The versions that a provider's dispatches name, of which there are so many. */
    private List<String> dispatched(String provider, int count) {
        try (TopicTail<Dispatch> tail = fleet.tail(fleet.topics.dispatch(new ProviderId(provider)))) {
            return tail.await(record -> true, count).stream()
                    .map(each -> each.value().configVersion())
                    .toList();
        }
    }

    private static String way(RoutingDecision decision) {
        return decision.configVersion() + " " + decision.route() + " " + decision.target();
    }

    /** All that a topic holds, once there are as many as prompts. */
    private <V> List<ConsumerRecord<String, V>> all(Topic<String, V> topic) {
        try (TopicTail<V> tail = fleet.tail(topic)) {
            return tail.await(record -> true, ids.size());
        }
    }
}
