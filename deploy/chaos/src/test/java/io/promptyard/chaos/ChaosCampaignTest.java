package io.promptyard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.report.Report;
import io.promptyard.chaos.ChaosCampaign.Ran;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.check.Blow;
import io.promptyard.chaos.check.Findings;
import io.promptyard.chaos.check.RepeatReason;
import io.promptyard.chaos.plan.Fault;
import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.chaos.plan.Schedule;
import io.promptyard.chaos.yard.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaosCampaignTest {
    private static final Fault KILL = new Fault(Duration.ZERO, Duration.ofSeconds(1), Kind.KILL, "up", "");

    private final List<String> said = new ArrayList<>();

    @Test
    void shouldRunEverySeedInEveryDeliveryWhenPlanned() {
        // When
        List<ChaosSettings> runs = plan();
        // Then
        assertThat(runs)
                .extracting(run -> run.schedule().seed() + " " + run.exactlyOnce())
                .containsExactly("1 true", "1 false", "2 true", "2 false");
    }

    @Test
    void shouldGoOnAndCountItBrokenWhenARunCannotBeBroughtToItsEnd() {
        // Given
        ChaosCampaign campaign = new ChaosCampaign(
                settings -> {
                    if (settings.schedule().seed() == 1 && settings.exactlyOnce()) {
                        throw new IllegalStateException("no broker");
                    }
                    return ended(0);
                },
                () -> 0,
                said::add);
        // When
        List<Ran> ran = campaign.run(plan());
        // Then
        assertThat(ran).extracting(Ran::kept).containsExactly(false, true, true, true);
        assertThat(said).hasSize(4);
        assertThat(said.getFirst()).contains("no broker", "BROKEN");
    }

    @Test
    void shouldSumEachDeliveryWhenItReports() {
        // Given
        List<Ran> ran = new ChaosCampaign(settings -> ended(0), () -> 0, said::add).run(plan());
        // When
        Report report = CampaignReport.of("again", ran);
        // Then
        assertThat(report.figures().getFirst().rows()).hasSize(6);
        assertThat(report.figures().getFirst().rows().getLast())
                .containsExactly(
                        "sum", "", "exactly-once", "2", "2", "20", "0", "0", "24", "4", "4", "0", "0", "0", "2 of 2");
        assertThat(report.figures().getLast().rows()).containsExactly(List.of("kill", "up", "2", "2"));
    }

    @Test
    void shouldNameTheRunWhenItLostSomething() {
        // Given
        List<Ran> ran = new ChaosCampaign(settings -> ended(1), () -> 0, said::add).run(plan());
        // Then
        assertThat(CampaignReport.of("again", ran).notes())
                .contains("0 of 4 runs kept what is promised.", "x: lost")
                .anyMatch(note -> note.contains("seed 2, cluster, at-least-once") && note.contains("lost 1"));
    }

    private static List<ChaosSettings> plan() {
        return ChaosCampaign.plan(
                new SeedRange(1, 2),
                List.of(true, false),
                (seed, exactlyOnce) -> new ChaosSettings(
                        new Schedule(seed, Topology.of(seed), Duration.ofSeconds(1), List.of(KILL)),
                        exactlyOnce,
                        1,
                        Duration.ZERO,
                        Path.of(""),
                        "",
                        Map.of()));
    }

    private static Ended ended(long lost) {
        Findings findings = new Findings(
                true,
                10,
                10,
                0,
                0,
                lost,
                0,
                5,
                0,
                0,
                12,
                0,
                2,
                Map.of(RepeatReason.OPEN, 2L),
                1,
                1,
                0,
                0,
                0,
                0,
                lost == 0 ? List.of() : List.of("x: lost"));
        return new Ended(
                findings, List.of(), List.of(new Blow(KILL, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, true)));
    }
}
