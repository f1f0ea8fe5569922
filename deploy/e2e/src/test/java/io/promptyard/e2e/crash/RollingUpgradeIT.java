package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.turns.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The last release and this build take over from each other, told to stop and started again, with prompts in flight. */
class RollingUpgradeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int ENOUGH = 120;
    /** About twenty calls are open at any time, at a load that leaves processes most of the machine to start on. */
    private static final Duration LATENCY = Duration.ofMillis(1500);

    private static final Duration GAP = Duration.ofMillis(60);
    private static final Map<String, List<String>> ROLES = roles();
    private static final Arguments FORWARD = Arguments.of(Build.RELEASED, Build.THIS);
    private static final Arguments BACK = Arguments.of(Build.THIS, Build.RELEASED);

    @TempDir
    private Path directory;

    static Stream<Arguments> ways() {
        return Round.oneOf(List.of(FORWARD, BACK));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Turn(value = 0, of = Round.DAYS)
    void shouldLoseAndRepeatNothingWhenRoleAfterRoleIsReplacedUnderLoad(Build from, Build to) throws Exception {
        Path before = from.distribution();
        Path after = to.distribution();
        try (SlowProvider provider = new SlowProvider(LATENCY);
                UpProcess cluster = UpProcess.start(
                        before, provider.config(directory), directory.resolve("cluster"), "--roles=none")) {
            // Given
            Path config = provider.config(directory);
            Map<String, UpProcess> running = new LinkedHashMap<>();
            try (SteadyLoad load = load(before, config, cluster, running)) {
                load.send("early");
                load.start();
                await("prompts in flight")
                        .atMost(PATIENCE)
                        .until(() -> load.acknowledged().size() > ENOUGH && provider.open() > 10);
                int openWhenReplaced = provider.open();
                // When
                for (String role : ROLES.keySet()) {
                    running.get(role).terminate();
                    running.put(role, role(after, config, cluster, role));
                }
                int more = load.acknowledged().size() + ENOUGH;
                await("more of the load")
                        .atMost(PATIENCE)
                        .until(() -> load.acknowledged().size() > more);
                load.stop();
                // Then
                Ledger ledger = awaitAllAnswered(cluster);
                tell(from + " to " + to + ", role after role", ledger, provider, openWhenReplaced);
                assertAnsweredOnce(ledger, load.acknowledged(), provider);
                assertRemembered(load, cluster, provider);
            } finally {
                close(running);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Turn(value = 1, of = Round.DAYS)
    void shouldLoseAndRepeatNothingWhenOneProcessIsReplacedOnItsDataDirectory(Build from, Build to) throws Exception {
        try (SlowProvider provider = new SlowProvider(LATENCY)) {
            // Given
            Path config = provider.config(directory);
            Path data = directory.resolve("data");
            Set<String> acknowledged = new HashSet<>();
            int openWhenReplaced;
            try (UpProcess up = UpProcess.start(from.distribution(), config, data);
                    SteadyLoad load = new SteadyLoad(up, GAP)) {
                load.send("early");
                load.start();
                await("prompts in flight")
                        .atMost(PATIENCE)
                        .until(() -> load.acknowledged().size() > ENOUGH && provider.open() > 10);
                load.stop();
                openWhenReplaced = provider.open();
                acknowledged.addAll(load.acknowledged());
                // When
                up.terminate();
            }
            try (UpProcess up = UpProcess.start(to.distribution(), config, data);
                    SteadyLoad load = new SteadyLoad(up, GAP)) {
                // Then
                Ledger ledger = awaitAllAnswered(up);
                tell(from + " to " + to + ", one process", ledger, provider, openWhenReplaced);
                assertAnsweredOnce(ledger, acknowledged, provider);
                assertRemembered(load, up, provider);
            }
        }
    }

    private static Map<String, List<String>> roles() {
        Map<String, List<String>> roles = new LinkedHashMap<>();
        roles.put("router", List.of("--roles=router"));
        roles.put("left", List.of("--roles=worker", "--providers=left"));
        roles.put("right", List.of("--roles=worker", "--providers=right"));
        return roles;
    }

    private SteadyLoad load(Path build, Path config, UpProcess cluster, Map<String, UpProcess> running)
            throws Exception {
        for (String role : ROLES.keySet()) {
            running.put(role, launched(build, config, cluster, role));
        }
        running.values().forEach(UpProcess::awaitReady);
        return new SteadyLoad(cluster, GAP);
    }

    /** A later version may need topics that the earlier did not have: the first process of it creates them. */
    private UpProcess role(Path build, Path config, UpProcess cluster, String role) throws Exception {
        UpProcess process = launched(build, config, cluster, role);
        process.awaitReady();
        return process;
    }

    private UpProcess launched(Path build, Path config, UpProcess cluster, String role) throws Exception {
        String[] flags = {
            "--bootstrap=" + cluster.bootstrapServers(),
            "--registry=" + cluster.registryUrl(),
            "--create-topics",
            "--instance=" + role
        };
        String[] all =
                Stream.concat(Arrays.stream(flags), ROLES.get(role).stream()).toArray(String[]::new);
        return UpProcess.launch(build, config, directory.resolve(role), all);
    }

    private static Ledger awaitAllAnswered(UpProcess cluster) {
        await("a response to every accepted prompt")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(Ledger.read(cluster).unanswered()).isEmpty());
        return Ledger.read(cluster);
    }

    private static void assertAnsweredOnce(Ledger ledger, Set<String> acknowledged, SlowProvider provider) {
        assertThat(ledger.accepted()).containsAll(acknowledged).hasSizeGreaterThan(ENOUGH);
        assertThat(ledger.responses()).allSatisfy((id, responses) -> {
            assertThat(responses).as(id).hasSize(1);
            assertThat(responses.getFirst().result()).isInstanceOf(Answer.class);
        });
        assertThat(ledger.deadLetters()).isZero();
        assertThat(ledger.repeated(provider.answered()))
                .as("calls answered twice")
                .isZero();
    }

    /** What one version has seen the other knows again: the answer is the first's, and nobody is called. */
    private static void assertRemembered(SteadyLoad load, UpProcess cluster, SlowProvider provider) throws Exception {
        int calls = provider.calls();
        load.send("early");
        await("the answer again")
                .atMost(PATIENCE)
                .until(() -> Ledger.read(cluster).responses().get("early").size() == 2);
        List<FinalResponse> both = Ledger.read(cluster).responses().get("early");
        assertThat(both.getLast()).isEqualTo(both.getFirst());
        assertThat(provider.calls()).isEqualTo(calls);
    }

    private static void tell(String what, Ledger ledger, SlowProvider provider, int openWhenReplaced) {
        System.out.printf(
                "%s: accepted %d, unanswered %d, responses repeated %d, dead letters %d; provider calls %d, answered and "
                        + "repeated %d; open when it began %d%n",
                what,
                ledger.accepted().size(),
                ledger.unanswered().size(),
                ledger.duplicates(),
                ledger.deadLetters(),
                provider.calls(),
                ledger.repeated(provider.answered()),
                openWhenReplaced);
    }

    private static void close(Map<String, UpProcess> running) throws InterruptedException {
        for (UpProcess process : running.values()) {
            process.close();
        }
    }
}
