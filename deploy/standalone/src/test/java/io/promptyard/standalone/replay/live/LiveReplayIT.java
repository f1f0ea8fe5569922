package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Feedback;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.replay.judge.ExactMatch;
import io.promptyard.router.replay.judge.PairwiseJudge;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.EmbeddedPlatform;
import io.promptyard.standalone.PlatformSettings;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.TopicNames;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample through a candidate's router on a live broker: stopped half way, gone on with, and at the end of its money. */
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
    private static final Target JUDGE = Target.of("court", "judge");
    /** Each answer is one token, at a dollar. */
    private static final BigDecimal CAP = new BigDecimal("7.00");

    private static Vertx vertx;
    private static EmbeddedPlatform platform;
    private static Simulator simulator;
    private static ClusterAddress cluster;
    private static RouterConfig candidate;

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
        candidate = new ConfigLoader(Map.of(), Map.of())
                .read(CONFIG.formatted(simulator.baseUrl("cheap"), simulator.baseUrl("court")))
                .orThrow()
                .router();
        RecordedTraffic.write(cluster, 30);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static LiveOptions options(ExperimentId resume) {
        return new LiveOptions(
                new LiveOptions.Place(cluster, TopicNames.standard(), directory),
                new LiveOptions.Candidate(candidate, Set.of(), SimulatorSettings.defaults()),
                new LiveOptions.Draw(Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"), 0.5, 42),
                "half",
                CAP,
                3,
                new LiveOptions.Scorers(
                        List.of(new ExactMatch()), List.of(new PairwiseJudge(JUDGE, true)), References.NONE),
                resume);
    }

    @Test
    void shouldSpendAllItMayAndNoMoreWhenItIsStoppedAndGoneOnWith() throws Exception {
        // Given: one that is stopped after three prompts
        AtomicReference<LiveReplay> replay = new AtomicReference<>();
        AtomicReference<ExperimentId> id = new AtomicReference<>();
        AtomicInteger prompts = new AtomicInteger();
        replay.set(new LiveReplay(options(null), Clock.systemUTC(), () -> "test", new LiveReplay.Listener() {
            @Override
            public void begun(ExperimentId begun, int all) {
                id.set(begun);
                prompts.set(all);
            }

            @Override
            public void done(int done, int all) {
                if (done == 3) {
                    replay.get().stop();
                }
            }
        }));
        LiveReplay.Result stopped = replay.get().run();
        // When
        LiveReplay.Result resumed =
                new LiveReplay(options(id.get()), Clock.systemUTC(), () -> "none", new Silent()).run();
        // Then: nothing was sent twice, and the last dollar is spent
        assertThat(stopped.whole()).isFalse();
        assertThat(stopped.report().live().answered()).isBetween(3L, 6L);
        assertThat(resumed.whole()).isTrue();
        assertThat(resumed.id()).isEqualTo(stopped.id());
        LiveFigures live = resumed.report().live();
        assertThat(prompts).hasValue(15);
        assertThat(live.sampled()).isEqualTo(15);
        assertThat(live.answered()).isEqualTo(7);
        assertThat(live.left()).isEqualTo(8);
        assertThat(live.spentUsd()).isEqualByComparingTo(CAP);
        assertThat(simulator.books().calls(call -> call.provider().equals("cheap")))
                .hasSize(7);
        assertThat(simulator.books().calls(call -> call.provider().equals("court")))
                .hasSize(14);
        assertReport(resumed.report());
        assertAlone(id.get());
        assertThat(directory).isEmptyDirectory();
        // And
        assertThatThrownBy(() -> new LiveReplay(
                                options(new ExperimentId("exp-none")), Clock.systemUTC(), () -> "", new Silent())
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no experiment exp-none");
    }

    private static void assertReport(ReplayReport report) {
        assertThat(report.counts().decided()).isEqualTo(7);
        assertThat(report.counts().moved()).isEqualTo(7);
        assertThat(report.total().candidate().actualCostUsd()).isEqualByComparingTo(CAP);
        assertThat(report.total().recorded().actualCostUsd()).isEqualByComparingTo("0.07");
        assertThat(report.byTask()).hasSize(2);
        ScorerFigures exact = report.live().scorers().getFirst();
        assertThat(exact.scorer()).isEqualTo("exact");
        // the recorded answers are what was expected, but for where nobody said
        assertThat(exact.recorded().value()).isEqualTo(1);
        ScorerFigures judged = report.live().scorers().getLast();
        assertThat(judged.better() + judged.ties() + judged.worse()).isEqualTo(7);
        assertThat(judged.failed()).isZero();
    }

    /** Nothing of it is where others read; what was judged is where it can be found. */
    private static void assertAlone(ExperimentId id) throws Exception {
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
                .hasSize(7)
                .allSatisfy(each -> assertThat(each.id().value()).startsWith(id + ":"));
        try (Admin admin = Admin.create(cluster.client(Map.of()))) {
            Set<String> groups = new TreeSet<>();
            admin.listGroups().all().get(30, TimeUnit.SECONDS).forEach(group -> groups.add(group.groupId()));
            assertThat(groups)
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group).startsWith("promptyard.experiments." + id + "-"));
        }
    }

    private static final class Silent implements LiveReplay.Listener {
        @Override
        public void begun(ExperimentId id, int prompts) {}

        @Override
        public void done(int prompts, int all) {}
    }
}
