package io.promptyard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.report.ReportWriter;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.plan.Schedule;
import io.promptyard.chaos.yard.Topology;
import io.promptyard.turns.Turns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One short run, of one delivery a day and of the other the next. Longer ones, and every topology: {@code ./promptyard bench chaos}. */
class ChaosIT {
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("chaos.seconds", 12));
    private static final long SEED = Long.getLong("chaos.seed", 3);

    @TempDir
    private Path directory;

    static Stream<Boolean> todays() {
        return Turns.today().of(List.of(false, true), 2);
    }

    @ParameterizedTest
    @MethodSource("todays")
    void shouldKeepWhatIsPromisedWhenThingsGoWrong(boolean exactlyOnce) {
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
