package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.turns.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Turn(value = 4, of = Round.DAYS)
class KillNineIT {
    private static final String EXACTLY_ONCE = "exactly-once";
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int PRODUCED = 150;
    private static final int ASKED = 30;
    private static final int ROUNDS = 2;

    @TempDir
    private Path directory;

    /** Both deliveries are killed by the chaos tests as well, once in each build of CI. */
    static Stream<String> deliveries() {
        return Deliveries.usually(EXACTLY_ONCE);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void shouldEndEveryAcceptedPromptWhenKilledUnderLoadTwice(String delivery) throws Exception {
        try (SlowProvider provider = new SlowProvider(Duration.ofMillis(700))) {
            // Given
            Path config = provider.config(directory, delivery);
            Set<String> acknowledged = new HashSet<>();
            int openWhenKilled = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                int before = provider.calls();
                try (UpProcess up = UpProcess.start(config, directory.resolve("data"));
                        Load load = new Load(up)) {
                    load.produce("round" + round, PRODUCED);
                    load.ask(ASKED);
                    await("calls under way, some answered")
                            .atMost(PATIENCE)
                            .until(() -> provider.calls() > before + 60
                                    && provider.open() > 10
                                    && load.acknowledged().size() > PRODUCED / 2);
                    // When
                    openWhenKilled += provider.open();
                    up.kill();
                    acknowledged.addAll(load.acknowledged());
                }
            }
            try (UpProcess up = UpProcess.start(config, directory.resolve("data"))) {
                await("a response to every accepted prompt")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(
                                () -> assertThat(Ledger.read(up).unanswered()).isEmpty());
                // Then
                Ledger ledger = Ledger.read(up);
                Map<String, Long> answered = provider.answered();
                System.out.printf(
                        "%s, kill -9, %d times: accepted %d, of them acknowledged to the producer %d; unanswered %d, "
                                + "responses repeated %d, dead letters %d; provider calls begun %d, repeated %d, "
                                + "answered and repeated %d; open when killed %d%n",
                        delivery,
                        ROUNDS,
                        ledger.accepted().size(),
                        acknowledged.size(),
                        ledger.unanswered().size(),
                        ledger.duplicates(),
                        ledger.deadLetters(),
                        provider.calls(),
                        ledger.repeated(provider.begun()),
                        ledger.repeated(answered),
                        openWhenKilled);
                assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * PRODUCED / 2);
                assertThat(ledger.accepted()).containsAll(acknowledged);
                assertThat(ledger.responses().keySet()).containsExactlyInAnyOrderElementsOf(ledger.accepted());
                assertThat(ledger.deadLetters()).isZero();
                if (delivery.equals(EXACTLY_ONCE)) {
                    assertThat(ledger.duplicates()).isZero();
                }
            }
        }
    }
}
