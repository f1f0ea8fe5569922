package io.promptyard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.report.ReportWriter;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.plan.Schedule;
import io.promptyard.chaos.yard.Topology;
import io.promptyard.turns.Turn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of each delivery. Longer ones, and every topology: {@code ./promptyard bench chaos}. */
class ChaosIT {
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("chaos.seconds", 12));
    private static final long SEED = Long.getLong("chaos.seed", 3);

    @TempDir
    private Path directory;

    @Test
    @Turn(value = 0, of = 3)
    void shouldLoseNothingWhenThingsGoWrong() {
        breakAndCheck(false);
    }

    @Test
    @Turn(value = 1, of = 3)
    void shouldAnswerExactlyOnceWhenThingsGoWrong() {
        breakAndCheck(true);
    }

    private void breakAndCheck(boolean exactlyOnce) {
        // Given
        Schedule schedule = Schedule.of(SEED, Topology.of(SEED), LENGTH, new Random(SEED));
        ChaosSettings settings = new ChaosSettings(
                schedule,
                exactlyOnce,
                30,
                ChaosSettings.DRAIN,
                directory,
                System.getProperty("java.class.path"),
                Map.of());
        // When
        Ended ended = new ChaosRun(settings, Clock.systemUTC(), System.out::println).run();
        // Then
        StringWriter table = new StringWriter();
        ReportWriter.TEXT.write(ChaosReport.of(settings, ended), new PrintWriter(table, true));
        System.out.println(table);
        assertThat(ended.findings().accepted()).isPositive();
        assertThat(ended.findings().kept()).as(table.toString()).isTrue();
    }
}
