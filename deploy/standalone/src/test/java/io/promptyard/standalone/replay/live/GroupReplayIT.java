package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.EmbeddedPlatform;
import io.promptyard.standalone.PlatformSettings;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.TopicNames;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fallback group tested by asking its members the prompts of a log, on a live broker, until it is decided. */
class GroupReplayIT {
    private static final int PROMPTS = 180;
    private static final String CONFIG = """
            providers:
              fleet: { dialect: openai, base-url: %s, regions: [us] }
            models:
              fleet/first: { like: openai/gpt-4o, price: { input: 0, output: 1000 } }
              fleet/equal: { like: openai/gpt-4o, price: { input: 0, output: 1000 } }
              fleet/poor: { like: openai/gpt-4o, price: { input: 0, output: 1000 } }
            groups:
              support: { members: [fleet/first, fleet/equal, fleet/poor] }
            routes:
              - { name: all, match: {}, strategy: { priority: [fleet/first] }, fallback: support }
            """;
    private static final JsonMapper JSON = new JsonMapper();

    private static Vertx vertx;
    private static EmbeddedPlatform platform;
    private static Simulator simulator;
    private static ClusterAddress cluster;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        platform = EmbeddedPlatform.start(vertx, new PlatformSettings("127.0.0.1", 0, 0), DataDirectory.temporary());
        simulator = Simulator.start(
                        vertx,
                        SimulatorSettings.defaults()
                                .pace(new Pace(new Latency.Fixed(Duration.ofMillis(2)), 0))
                                .key(GroupReplayIT::answer))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        cluster = new ClusterAddress(platform.bootstrapServers(), platform.registryUrl(), Map.of());
        Files.writeString(directory.resolve("group.yaml"), CONFIG.formatted(simulator.baseUrl("fleet")));
        Files.writeString(
                directory.resolve("right.jsonl"),
                IntStream.range(0, PROMPTS)
                        .mapToObj(i -> "{\"id\":\"p-" + i + "\",\"expected\":\"river " + i + "\\\\b\"}")
                        .collect(Collectors.joining("\n")));
        RecordedTraffic.write(cluster, PROMPTS, 50);
    }

    /** The first and its equal are wrong of one prompt in seven, of others each. */
    private static Optional<String> answer(String model, String question) {
        int number = Integer.parseInt(question.replaceAll("\\D", ""));
        boolean right = switch (model) {
            case "first" -> number % 7 != 0;
            case "equal" -> number % 7 != 1;
            default -> number % 10 == 0;
        };
        return Optional.of(right ? "river " + number : "the sea");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static CliRun verify(String... more) {
        return CliRun.of(Stream.concat(
                        Stream.of(
                                "experiments",
                                "verify",
                                "--live",
                                "--group=support",
                                "--config=" + directory.resolve("group.yaml"),
                                "--bootstrap=" + cluster.bootstrapServers(),
                                "--registry=" + cluster.registryUrl(),
                                "--references=" + directory.resolve("right.jsonl"),
                                "--data-dir=" + directory.resolve("data"),
                                "--margin=0.3",
                                "--prompts=" + PROMPTS,
                                "--json"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static long calls(String model) {
        return simulator
                .books()
                .calls(call -> call.provider().equals("fleet") && call.model().endsWith(model))
                .size();
    }

    private static long calls() {
        return simulator.books().calls(call -> true).size();
    }

    @Test
    void shouldStopToAskOfEachMemberAndTaskWhenItIsDecided() throws Exception {
        // Given
        long before = calls("first");
        // When
        CliRun run = verify("--judge=regex", "--max-usd=20", "--concurrency=12");
        // Then: the poor one is none of code, so not everything is verified
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode evidence = JSON.readTree(run.out());
        assertThat(evidence.path("source").asText()).isEqualTo("asked");
        for (JsonNode finding : evidence.path("findings")) {
            boolean equal = finding.path("member").asText().endsWith("equal");
            assertThat(finding.path("verdict").asText())
                    .as(finding.toString())
                    .isEqualTo(equal ? "verified" : "inferior");
            // decided, and what was under way or waited for its turn
            assertThat(finding.path("pairs").asInt() - finding.path("decidedAt").asInt())
                    .isBetween(0, 50);
        }
        assertThat(evidence.path("findings")).hasSize(4);
        JsonNode counts = evidence.path("counts");
        assertThat(counts.path("drawn").asInt()).isEqualTo(PROMPTS);
        assertThat(counts.path("decided").asInt()).isPositive();
        assertThat(counts.path("asked").asInt() + counts.path("decided").asInt())
                .isEqualTo(PROMPTS);
        long first = calls("first") - before;
        assertThat(first).isEqualTo(counts.path("asked").asLong());
        assertThat(new BigDecimal(counts.path("spentUsd").asText()))
                .isPositive()
                .isLessThan(new BigDecimal("20"));
        assertKept(evidence);
        assertSameWhenGoneOnWith(evidence);
    }

    private static void assertKept(JsonNode evidence) {
        String id = evidence.path("id").asText();
        String list = CliRun.of(
                        "experiments",
                        "list",
                        "--bootstrap=" + cluster.bootstrapServers(),
                        "--registry=" + cluster.registryUrl())
                .out();
        assertThat(list).containsPattern(id + ".*equivalence.*finished.*fleet/equal on code, chat");
        // nobody is answered, and nothing of it is where others read
        assertThat(RecordedTraffic.counts(cluster, TopicNames.standard()).values())
                .containsOnly(PROMPTS, 0);
    }

    private static void assertSameWhenGoneOnWith(JsonNode evidence) throws Exception {
        long before = calls();
        CliRun again = verify(
                "--judge=regex",
                "--max-usd=20",
                "--resume=" + evidence.path("id").asText());
        assertThat(again.code()).as(again.err()).isZero();
        JsonNode same = JSON.readTree(again.out());
        assertThat(same.path("verified")).isEqualTo(evidence.path("verified"));
        for (int i = 0; i < 4; i++) {
            assertThat(same.path("findings").path(i).path("decidedAt"))
                    .isEqualTo(evidence.path("findings").path(i).path("decidedAt"));
        }
        assertThat(calls() - before).isLessThanOrEqualTo(60); // what another order of ends has asked, at most
    }

    @Test
    void shouldSayWhatIsMissingBeforeAnythingIsAsked() {
        assertThat(verify("--judge=regex").err()).contains("--max-usd: must be given with --live");
        assertThat(verify("--max-usd=1").err()).contains("--judge: must be given with --live");
        assertThat(verify("--max-usd=1", "--judge=regex", "--id=mine").err()).contains("--live: takes neither --data");
        assertThat(verify("--max-usd=1", "--judge=regex", "--expires=yesterday").err())
                .contains("--expires");
    }
}
