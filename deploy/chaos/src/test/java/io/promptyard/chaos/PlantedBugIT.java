package io.promptyard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.chaos.check.Findings;
import io.promptyard.chaos.plan.Fault;
import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.chaos.plan.Schedule;
import io.promptyard.chaos.planted.ForgetfulStore;
import io.promptyard.chaos.yard.Topology;
import io.promptyard.turns.Turn;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness is worth what it finds: a bug of the kind that it is there for. */
@Turn(value = 2, of = 3)
class PlantedBugIT {
    private static final Duration LENGTH = Duration.ofSeconds(12);

    @TempDir
    private Path directory;

    @Test
    void shouldReportLossesWhenThePendingStoreKeepsNothing() {
        // Given
        Fault kill = new Fault(Duration.ofSeconds(7), Duration.ofMillis(500), Kind.KILL, "up", "");
        Schedule schedule = new Schedule(1, Topology.UP, LENGTH, List.of(kill));
        ChaosSettings settings = new ChaosSettings(
                schedule,
                false,
                40,
                Duration.ofSeconds(20),
                directory,
                System.getProperty("java.class.path"),
                Map.of("producer.interceptor.classes", ForgetfulStore.class.getName()));
        // When
        Findings found = new ChaosRun(settings, Clock.systemUTC(), System.out::println)
                .run()
                .findings();
        // Then
        assertThat(found.accepted()).isPositive();
        assertThat(found.lost()).isPositive();
        assertThat(found.kept()).isFalse();
    }
}
