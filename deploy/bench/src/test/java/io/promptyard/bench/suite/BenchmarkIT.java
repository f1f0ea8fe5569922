package io.promptyard.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.bench.usage.UsageSuite;
import io.promptyard.turns.Turns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The benchmarks, as short as they can be: that they run, and that what they load is answered. No figure is judged. */
class BenchmarkIT {
    private static final int DAYS = 10;
    private static final double A_FEW_CALLS = 0.3;
    /** A soak looks once a second. */
    private static final double A_SAMPLE_OR_TWO = 2;

    /** Each starts a product, so they go by turns. */
    static Stream<Benchmark> todays() {
        return Turns.today().of(List.of(Benchmark.values()), DAYS);
    }

    @ParameterizedTest
    @MethodSource("todays")
    void shouldAnswerEveryCallWhenRunBriefly(Benchmark benchmark) {
        // Given
        BenchSettings settings = BenchSettingsTest.brief(benchmark == Benchmark.SOAK ? A_SAMPLE_OR_TWO : A_FEW_CALLS);
        // When
        Report report = benchmark.run(settings, progress -> {});
        // Then
        assertThat(report.figures()).isNotEmpty();
        assertThat(report.figures()).allSatisfy(BenchmarkIT::shouldHaveLostNothing);
    }

    /** Every dialect a dozen times, with faults and hang-ups: here the figures are judged, for they have to be 0. */
    @Test
    void shouldAgreeWithTheProvidersBooksWhenCallsFailAndCallersHangUp() {
        // Given
        StringWriter written = new StringWriter();
        CommandLine usage = new CommandLine(new UsageSuite().command()).setOut(new PrintWriter(written));
        // When
        int exit = usage.execute("--calls", "108", "--width", "12");
        // Then
        assertThat(exit).as(written.toString()).isZero();
    }

    private static void shouldHaveLostNothing(Figures figures) {
        assertThat(figures.rows()).isNotEmpty();
        for (String counted : List.of("failed", "lost", "lost or refused")) {
            int column = figures.head().indexOf(counted);
            if (column >= 0) {
                assertThat(figures.rows())
                        .allSatisfy(row -> assertThat(row.get(column)).isEqualTo("0"));
            }
        }
    }
}
