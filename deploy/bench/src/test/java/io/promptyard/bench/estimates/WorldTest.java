package io.promptyard.bench.estimates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.bench.estimates.World.Known;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.model.Target;
import io.promptyard.router.replay.estimate.LoggedChoice;
import io.promptyard.router.replay.estimate.Method;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final Target CHEAP = Target.of("w", "cheap");
    private static final Target DEAR = Target.of("w", "dear");
    /** The cheap one is right on every second prompt, the dear one on nine of ten; predictions say half for both. */
    private static final World WORLD = new World(
            "w",
            List.of(CHEAP, DEAR),
            IntStream.range(0, 200)
                    .mapToObj(at -> new Known(
                            "s" + at % 2, new double[] {at / 2 % 2, at % 10 == 0 ? 0 : 1}, new double[] {0.5, 0.5}))
                    .toList());

    private static Scenario scenario(boolean conversations) {
        return new Scenario(WORLD, Rule.cheapest().exploring(0.2), Rule.dearest(), conversations, 300, outcome -> 0.5);
    }

    @Test
    void shouldKnowTheTruthAndDrawLogsThatFollowTheRule() {
        // When
        List<LoggedChoice> log = scenario(false).draw(new SplittableRandom(1));
        // Then
        assertThat(WORLD.prompts()).hasSize(200);
        assertThat(scenario(false).truth()).isCloseTo(0.9 - (0.8 * 0.5 + 0.2 * 0.9), within(1e-9));
        assertThat(log).hasSize(300);
        assertThat(log.stream().filter(each -> DEAR.equals(each.logged())).count())
                .isBetween(35L, 85L);
        assertThat(log.stream().filter(each -> !each.outcomes().isEmpty()).count())
                .isBetween(120L, 180L);
        assertThat(log).allMatch(each -> each.candidate().equals(Map.of(DEAR, 1.0)));
        assertThat(log.getFirst().chances()).containsExactlyInAnyOrderEntriesOf(Map.of(CHEAP, 0.8, DEAR, 0.2));
    }

    @Test
    void shouldKeepAConversationWithOneTarget() {
        // When
        List<LoggedChoice> log = scenario(true).draw(new SplittableRandom(1));
        // Then
        assertThat(log.stream().map(LoggedChoice::cluster).distinct().count()).isEqualTo(60);
        assertThat(log.subList(0, 5))
                .allMatch(each -> each.cluster().equals("c0")
                        && each.stratum().equals(log.getFirst().stratum())
                        && each.logged() != null
                        && each.logged().equals(log.getFirst().logged()));
    }

    @Test
    void shouldHoldTheTruthWherePredictionsAloneDoNot() {
        // When
        Trials trials = Trials.run(scenario(false), 40, 3);
        // Then
        assertThat(trials.of(Method.DOUBLY_ROBUST).coverage()).isGreaterThan(0.85);
        assertThat(trials.of(Method.DIRECT).coverage()).isLessThan(0.1);
        assertThat(trials.of(Method.DIRECT).bias()).isCloseTo(-0.32, within(0.01));
        assertThat(Math.abs(trials.of(Method.DOUBLY_ROBUST).bias())).isLessThan(0.05);
    }

    @Test
    void shouldMovePredictionsAndNothingElseWhenTheyAreOff() {
        // When
        World off = WORLD.off(1);
        // Then
        assertThat(off.prompts().getFirst().outcomes())
                .isEqualTo(WORLD.prompts().getFirst().outcomes());
        assertThat(off.prompts().getFirst().predicted()[0]).isNotEqualTo(0.5).isBetween(0.35, 0.65);
    }

    @Test
    void shouldChooseByPriceAmongThoseGoodEnough() {
        // Given
        Known prompt = new Known("s", new double[] {0, 0, 0}, new double[] {0.4, 0.7, 0.9});
        // Then
        assertThat(Rule.capable(0.6).shares(prompt)).containsExactly(0, 1, 0);
        assertThat(Rule.capable(0.95).shares(prompt)).containsExactly(0, 0, 1);
        assertThat(Rule.bestPredicted().shares(prompt)).containsExactly(0, 0, 1);
        assertThat(Rule.uniform().shares(prompt)[1]).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Rule.cheapest().exploring(0.1).shares(prompt)).containsExactly(0.9, 0.05, 0.05);
    }

    @Test
    void shouldHaveARowForEveryLogAndEveryPairWithALead() {
        // When
        List<Figures> figures = new CoverageFigures(List.of(WORLD), List.of(50), 2, 1, step -> {}).figures();
        Figures known = new EquivalenceFigures(5, 1, step -> {}).known(List.of(WORLD));
        // Then
        assertThat(figures).hasSize(7);
        assertThat(figures.get(1).rows()).hasSize(LogKind.values().length);
        assertThat(figures.getFirst().rows()).hasSize(LogKind.values().length);
        assertThat(known.rows())
                .as("a lead of 0.4 is too large to be of interest")
                .isEmpty();
    }
}
