package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Feedback;
import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.EmbeddedPlatform;
import io.promptyard.standalone.PlatformSettings;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.TopicNames;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample through a candidate's router on a live broker: killed half way, gone on with, and at the end of its money. */
class LiveReplayIT {
    private static final String CONFIG = """
            providers:
              cheap: { dialect: openai, base-url: %s, regions: [us] }
              court: { dialect: openai, base-url: %s, regions: [us] }
            models:
              cheap/small: { like: openai/gpt-4o, quality: 0.8, price: { input: 0, output: 1000000 } }
              court/judge: { like: openai/gpt-4o, quality: 0, price: { input: 0, output: 0 } }
            routes:
              - { name: all, match: {}, strategy: { priority: [cheap/small] } }
            """;
    /** Each answer is one token, at a dollar. */
    private static final BigDecimal CAP = new BigDecimal("7.00");

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
                        SimulatorSettings.defaults().pace(new Pace(new Latency.Fixed(Duration.ofMillis(100)), 0)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        cluster = new ClusterAddress(platform.bootstrapServers(), platform.registryUrl(), Map.of());
        Files.writeString(
                directory.resolve("candidate.yaml"),
                CONFIG.formatted(simulator.baseUrl("cheap"), simulator.baseUrl("court")));
        RecordedTraffic.write(cluster, 30);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String[] command(String... more) {
        return Stream.concat(
                        Stream.of(
                                "replay",
                                "--live",
                                "--config=" + directory.resolve("candidate.yaml"),
                                "--bootstrap=" + cluster.bootstrapServers(),
                                "--registry=" + cluster.registryUrl(),
                                "--sample=50%",
                                "--seed=42",
                                "--max-usd=" + CAP,
                                "--concurrency=3",
                                "--judge=exact",
                                "--judge=pairwise:court/judge",
                                "--data-dir=" + directory.resolve("data"),
                                "--json"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** Runs in a process of its own until three prompts have their end, and kills that. */
    private static String killedHalfWay() throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.promptyard.standalone.cli.Main"));
        words.addAll(List.of(command()));
        Process process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
        String id = "";
        StringBuilder said = new StringBuilder();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = err.readLine(); line != null && !line.equals("3 of 15"); line = err.readLine()) {
                said.append(line).append('\n');
                id = line.startsWith("experiment ") ? line.substring(11, line.indexOf(':')) : id;
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(id).as(said.toString()).isNotEmpty();
        return id;
    }

    @Test
    void shouldSpendAllItMayAndNoMoreWhenItIsKilledAndGoneOnWith() throws Exception {
        // Given
        String id = killedHalfWay();
        String where = "--bootstrap=" + cluster.bootstrapServers();
        String registry = "--registry=" + cluster.registryUrl();
        assertThat(CliRun.of("experiments", "show", id, where, registry).out())
                .contains("live, running", "--resume " + id);
        assertThat(CliRun.of("experiments", "promote", id, "--yes", where, registry)
                        .err())
                .contains("has not ended");
        int before =
                simulator.books().calls(call -> call.provider().equals("cheap")).size();
        Path others = Files.writeString(directory.resolve("others.jsonl"), """
                {"id": "r-1", "expected": "something else"}
                """);
        assertThat(CliRun.of(command("--resume=" + id, "--references=" + others))
                        .err())
                .contains("--resume: references: must be that of the experiment, sha256:")
                .doesNotContain("something else");
        // When
        CliRun resumed = CliRun.of(command("--resume=" + id));
        // Then: what was answered before is not asked again, and the last dollar is spent
        assertThat(resumed.code()).as(resumed.err()).isZero();
        ReplayReport report = ReportJson.read(resumed.out());
        LiveFigures live = report.live();
        assertThat(CliRun.of("experiments", "list", where, registry).out()).containsPattern(id + ".*finished");
        assertThat(before).isBetween(3, 6);
        assertThat(report.id()).isEqualTo(id);
        assertThat(live.sampled()).isEqualTo(15);
        assertThat(live.spentUsd()).isEqualByComparingTo(CAP);
        // what was open when it was killed is charged, and its answer is lost
        assertThat(live.answered()).isBetween(4L, 7L);
        assertThat(live.left()).isEqualTo(15 - live.answered() - live.refused()).isPositive();
        List<BookedCall> calls = simulator.books().calls(call -> call.provider().equals("cheap"));
        assertThat(calls).hasSizeBetween((int) live.answered(), 7);
        assertReport(report, live.answered());
        assertAlone(new ExperimentId(id), live.answered());
        assertThat(directory.resolve("data")).isEmptyDirectory();
        assertThat(CliRun.of(
                                "experiments",
                                "list",
                                "--json",
                                "--bootstrap=" + cluster.bootstrapServers(),
                                "--registry=" + cluster.registryUrl())
                        .out())
                .contains(id, "LIVE", "FINISHED");
    }

    @Test
    void shouldSayWhatIsWrongWhenItCannotGoOn() {
        assertThat(CliRun.of(command("--resume=exp-none")).err()).contains("--resume: no experiment exp-none");
        assertThat(CliRun.of(command("--judge=oracle")).err()).contains("--judge: must be pairwise:MODEL");
        String config = "--config=" + directory.resolve("candidate.yaml");
        assertThat(CliRun.of("replay", "--live", "--max-usd=5", config, "--sample=2")
                        .err())
                .contains("--sample: must be a share such as 2%");
        assertThat(CliRun.of("replay", "--live", "--max-usd=5").err()).contains("--config: must name");
    }

    @Test
    void shouldDrawOnlyPromptsForWhichTheFilterHolds() throws Exception {
        // Given
        String filter = "task == 'code' && has(tags.expected) && kind == 'chat'";
        LiveOptions options = new LiveOptions(
                new LiveOptions.Place(cluster, TopicNames.standard(), directory),
                new LiveOptions.Candidate(
                        new ConfigLoader(Map.of(), Map.of())
                                .readBuiltIn()
                                .orThrow()
                                .router(),
                        Set.of(),
                        SimulatorSettings.defaults()),
                new LiveOptions.Draw(Instant.EPOCH, Instant.now(), 0.5, 1, PromptFilter.of(filter)),
                "",
                CAP,
                1,
                new LiveOptions.Scorers(List.of(), List.of(), References.of(List.of(), References.TAG), Map.of()),
                null);
        SampleLog log = new SampleLog(cluster, RecordedTraffic.topics(cluster, TopicNames.standard()));
        // When
        SampleLog.Sample sample = log.draw(
                new ExperimentId("exp-filtered"), options, Lots.share(0.5), Map.of("filter", filter), Instant.now());
        // Then: a third of 30 prompts is code, and of every other one of these it is known what was expected
        assertThat(sample.plan().strata()).singleElement().satisfies(part -> {
            assertThat(part.task()).isEqualTo("code");
            assertThat(part.population()).isEqualTo(5);
            assertThat(part.sampled()).isBetween(2, 3);
        });
        assertThat(sample.prompts())
                .hasSize(sample.plan().strata().getFirst().sampled())
                .allSatisfy(prompt -> assertThat(prompt.tags()).containsKey("expected"));
    }

    private static void assertReport(ReplayReport report, long answered) {
        assertThat(report.counts().decided()).isEqualTo(answered + report.live().refused());
        assertThat(report.counts().moved()).isPositive();
        assertThat(report.total().recorded().actualCostUsd())
                .isEqualByComparingTo(new BigDecimal("0.01")
                        .multiply(BigDecimal.valueOf(report.counts().decided())));
        assertThat(report.byTask()).hasSize(2);
        ScorerFigures exact = report.live().scorers().getFirst();
        assertThat(exact.scorer()).isEqualTo("exact");
        // the recorded answers are what was expected, but for where nobody said
        assertThat(exact.recorded().value()).isEqualTo(1);
        ScorerFigures judged = report.live().scorers().getLast();
        assertThat(judged.better() + judged.ties() + judged.worse()).isEqualTo(answered);
        assertThat(judged.failed()).isZero();
    }

    /** Nothing of it is where others read; what was judged is where it can be found. */
    private static void assertAlone(ExperimentId id, long answered) throws Exception {
        TopicNames main = TopicNames.standard();
        TopicNames lane = id.lane(main);
        assertThat(RecordedTraffic.counts(cluster, main))
                .isEqualTo(Map.of(
                        main.prompts(),
                        30,
                        main.decisions(),
                        30,
                        main.responses(),
                        30,
                        main.attempts(),
                        30,
                        main.feedback(),
                        0));
        List<Feedback> told = new ArrayList<>();
        try (TopicScan scan = TopicScan.of(cluster, lane.feedback())) {
            scan.forEach(RecordedTraffic.topics(cluster, lane).feedback(), (key, feedback) -> told.add(feedback));
        }
        assertThat(told.stream().filter(each -> each.source() == Feedback.Source.JUDGE))
                .hasSize((int) answered)
                .allSatisfy(each -> assertThat(each.id().value()).startsWith(id + ":"));
        try (Admin admin = Admin.create(cluster.client(Map.of()))) {
            Set<String> groups = new TreeSet<>();
            admin.listGroups().all().get(30, TimeUnit.SECONDS).forEach(group -> groups.add(group.groupId()));
            assertThat(groups)
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group).startsWith("promptyard.experiments." + id + "-"));
        }
    }
}
