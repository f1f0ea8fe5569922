package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.turns.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two workers of one provider, each the other's standby, and one of them killed with calls open and retries waiting. */
@Turn(value = 4, of = Round.DAYS)
class StandbyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int ENOUGH = 150;
    private static final String EXACTLY_ONCE = "exactly-once";
    private static final String STANDBYS = """
            kafka:
              properties: { num.standby.replicas: "1", session.timeout.ms: "6000", heartbeat.interval.ms: "2000" }
            """;
    private static final String STORE = "promptyard-worker-left: %s pending-(\\d+) %s";

    @TempDir
    private Path directory;

    static Stream<String> deliveries() {
        return Deliveries.usually(EXACTLY_ONCE);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void shouldGoOnFromItsStandbyWhenAWorkerIsKilled(String delivery) throws Exception {
        try (SlowProvider provider = new SlowProvider(Duration.ofMillis(900))) {
            Path config = provider.config(directory, delivery);
            Files.writeString(config, STANDBYS, StandardOpenOption.APPEND);
            try (UpProcess cluster =
                            UpProcess.start(Build.BUILT_HERE, config, directory.resolve("cluster"), "--roles=none");
                    UpProcess others = role(config, cluster, "others", "--roles=router,worker", "--providers=right");
                    UpProcess killed = role(config, cluster, "killed", "--roles=worker", "--providers=left");
                    UpProcess other = role(config, cluster, "other", "--roles=worker", "--providers=left");
                    SteadyLoad load = new SteadyLoad(cluster, Duration.ofMillis(25))) {
                // Given
                Stream.of(others, killed, other).forEach(UpProcess::awaitReady);
                await("each stands by for the other")
                        .atMost(PATIENCE)
                        .until(() ->
                                !standbys(other).isEmpty() && !standbys(killed).isEmpty());
                load.start();
                await("calls open and retries waiting")
                        .atMost(PATIENCE)
                        .until(() ->
                                load.acknowledged().size() > ENOUGH && provider.open() > 10 && provider.waiting() > 3);
                Set<Integer> copies = standbys(other);
                int openWhenKilled = provider.open();
                int before = other.output().length();

                // When
                killed.kill();
                int more = load.acknowledged().size() + ENOUGH;
                await("more of the load")
                        .atMost(PATIENCE)
                        .until(() -> load.acknowledged().size() > more);
                load.stop();

                // Then
                await("a response to every accepted prompt")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() ->
                                assertThat(Ledger.read(cluster).unanswered()).isEmpty());
                String since = other.output().substring(before);
                tell(delivery, copies, since, Ledger.read(cluster), provider, openWhenKilled);
                assertThat(partitions(since, "takes", "over from its standby"))
                        .as(since)
                        .isEqualTo(copies);
                assertRestoredOnlyWhatTheStandbyLacked(since);
                assertAnsweredOnce(delivery, Ledger.read(cluster), load, provider, openWhenKilled);
                assertThat(others.output()).doesNotContain("\tat ");
            }
        }
    }

    /** Starts it, and does not wait: three start in little more time than one. */
    private UpProcess role(Path config, UpProcess cluster, String name, String... flags) throws Exception {
        Stream<String> all = Stream.concat(
                Stream.of(
                        "--bootstrap=" + cluster.bootstrapServers(),
                        "--registry=" + cluster.registryUrl(),
                        "--create-topics",
                        "--instance=" + name),
                Stream.of(flags));
        return UpProcess.launch(Build.BUILT_HERE, config, directory.resolve(name), all.toArray(String[]::new));
    }

    /** Partitions of the store that it follows now. */
    private static Set<Integer> standbys(UpProcess worker) {
        Set<Integer> now = new TreeSet<>();
        Pattern.compile("promptyard-worker-left: (stands by|takes) (?:for )?pending-(\\d+) (from|over|no longer)")
                .matcher(worker.output())
                .results()
                .forEach(line -> {
                    int partition = Integer.parseInt(line.group(2));
                    if (line.group(3).equals("from")) {
                        now.add(partition);
                    } else {
                        now.remove(partition);
                    }
                });
        return now;
    }

    private static Set<Integer> partitions(String output, String before, String after) {
        Set<Integer> partitions = new TreeSet<>();
        lines(output, before, after).forEach(line -> partitions.add(Integer.valueOf(line.group(1))));
        return partitions;
    }

    private static Stream<MatchResult> lines(String output, String before, String after) {
        return Pattern.compile(STORE.formatted(before, after)).matcher(output).results();
    }

    /** What is restored after all is the end of a changelog, and little of it. */
    private static void assertRestoredOnlyWhatTheStandbyLacked(String since) {
        lines(since, "restores", "from offset (\\d+) to (\\d+)").forEach(line -> {
            long from = Long.parseLong(line.group(2));
            long to = Long.parseLong(line.group(3));
            assertThat(from).as(line.group()).isGreaterThan(to / 2);
        });
    }

    private static void assertAnsweredOnce(
            String delivery, Ledger ledger, SteadyLoad load, SlowProvider provider, int openWhenKilled) {
        assertThat(ledger.accepted()).containsAll(load.acknowledged()).hasSizeGreaterThan(2 * ENOUGH);
        assertThat(ledger.responses().values())
                .allSatisfy(
                        responses -> assertThat(responses.getFirst().result()).isInstanceOf(Answer.class));
        assertThat(ledger.deadLetters()).isZero();
        assertThat(ledger.repeated(provider.answered()))
                .as("calls answered twice: at most those that were open")
                .isLessThanOrEqualTo(openWhenKilled);
        if (delivery.equals(EXACTLY_ONCE)) {
            assertThat(ledger.duplicates()).isZero();
        }
    }

    private static void tell(
            String delivery, Set<Integer> copies, String since, Ledger ledger, SlowProvider provider, int open) {
        System.out.printf(
                "%s, a worker with a standby killed: accepted %d, unanswered %d, responses repeated %d; calls %d, answered "
                        + "and repeated %d; open when killed %d; partitions %s, taken over %s, restored %s%n",
                delivery,
                ledger.accepted().size(),
                ledger.unanswered().size(),
                ledger.duplicates(),
                provider.calls(),
                ledger.repeated(provider.answered()),
                open,
                copies,
                partitions(since, "takes", "over from its standby"),
                lines(since, "restores", "from offset (\\d+) to (\\d+)")
                        .map(MatchResult::group)
                        .toList());
    }
}
