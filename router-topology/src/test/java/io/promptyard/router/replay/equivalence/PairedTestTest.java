package io.promptyard.router.replay.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.router.replay.equivalence.PairedTest.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTestTest {
    private static final TestPlan PLAN = new TestPlan(0.1, 0.05, 0.9);
    private static final int RUNS = 400;

    /** How often a test comes to the verdict by as many pairs, looked at after each. */
    private static double share(Verdict wanted, double mean, double differing, long pairs) {
        SplittableRandom random = new SplittableRandom(7);
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            PairedTest test = new PairedTest(PLAN);
            while (test.pairs() < pairs && test.verdict() == Verdict.OPEN) {
                double chance = random.nextDouble();
                test.add(chance < (differing + mean) / 2 ? 1 : chance < differing ? -1 : 0);
            }
            found += test.verdict() == wanted ? 1 : 0;
        }
        return (double) found / RUNS;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.3, 0.6})
    void shouldSeldomVerifyWhatIsWorseByTheMarginHoweverOftenOneLooks(double differing) {
        assertThat(share(Verdict.VERIFIED, -PLAN.margin(), differing, 3 * PLAN.needed(differing)))
                .isLessThan(0.08);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.15, 0.3, 0.6})
    void shouldVerifyEqualsWithTheStatedPowerByThePairsThatItNeeds(double differing) {
        assertThat(share(Verdict.VERIFIED, 0, differing, PLAN.needed(differing)))
                .isGreaterThan(0.87);
    }

    @Test
    void shouldPassTheBoundOnItsPathWhereTheVerdictWasFound() {
        // Given
        TestPlan plan = new TestPlan(0.1, 0.05, 0.9);
        PairedTest test = new PairedTest(plan);
        for (int i = 0; i < 1_000; i++) {
            test.add(i % 10 == 0 ? 0.5 : i % 10 == 5 ? -0.5 : 0);
        }
        // When
        List<PairedTest.Step> path = test.path(50);
        // Then
        assertThat(test.verdict()).isEqualTo(PairedTest.Verdict.VERIFIED);
        assertThat(path).hasSizeBetween(51, 53);
        assertThat(path.getFirst()).isEqualTo(new PairedTest.Step(0, 0, 0));
        assertThat(path.getLast().pairs()).isEqualTo(1_000);
        assertThat(path)
                .extracting(PairedTest.Step::pairs)
                .contains(test.decidedAt())
                .isSorted();
        double bound = Math.log10(1 / plan.alpha());
        assertThat(path).allSatisfy(step -> {
            assertThat(step.notWorse() >= bound).as(step.toString()).isEqualTo(step.pairs() >= test.decidedAt());
            assertThat(step.worse()).isLessThan(bound);
        });
    }

    @Test
    void shouldFindWhatIsMuchWorse() {
        assertThat(share(Verdict.INFERIOR, -2 * PLAN.margin(), 0.3, PLAN.needed(0.3)))
                .isGreaterThan(0.9);
        assertThat(share(Verdict.INFERIOR, 0, 0.3, PLAN.needed(0.3))).isLessThan(0.05);
    }

    @Test
    void shouldStopEarlyWhenTheStandInIsBetter() {
        // Given
        PairedTest test = new PairedTest(PLAN);
        // When
        for (int pair = 0; pair < 200; pair++) {
            test.add(pair % 10 == 0 ? 1 : 0);
        }
        // Then
        assertThat(test.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(test.decidedAt()).isBetween(10, 100);
        assertThat(test.pairs()).isEqualTo(200);
        assertThat(test.mean()).isCloseTo(0.1, within(1e-9));
        assertThat(test.atLeast()).isBetween(-0.05, 0.1);
    }

    @Test
    void shouldKeepTheVerdictWhenLaterPairsSpeakAgainstIt() {
        // Given
        PairedTest test = new PairedTest(PLAN);
        for (int pair = 0; pair < 200; pair++) {
            test.add(0);
        }
        assertThat(test.verdict()).isEqualTo(Verdict.VERIFIED);
        // When
        for (int pair = 0; pair < 400; pair++) {
            test.add(-1);
        }
        // Then: the bound says what is known now
        assertThat(test.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(test.atLeast()).isLessThan(-PLAN.margin());
    }

    @Test
    void shouldKnowNothingWithoutPairs() {
        // When
        PairedTest test = new PairedTest(PLAN);
        // Then
        assertThat(test.verdict()).isEqualTo(Verdict.OPEN);
        assertThat(test.mean()).isNaN();
        assertThat(test.atLeast()).isEqualTo(-1, within(1e-6));
        assertThat(test.needed()).isEqualTo(PLAN.needed());
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.2, 1438", "0.1, 0.2, 367", "0.05, 0.4, 2865"})
    void shouldPlanMorePairsTheSmallerTheMarginAndTheMoreTheyDiffer(double margin, double variance, long pairs) {
        assertThat(new TestPlan(margin, 0.05, 0.9).needed(variance)).isEqualTo(pairs);
    }

    @Test
    void shouldRefuseWhatIsNoPlanAndNoDifference() {
        assertThatThrownBy(() -> new TestPlan(0, 0.05, 0.9))
                .hasMessage("margin: must be above 0 and below 1 (got 0.0)");
        assertThatThrownBy(() -> new PairedTest(PLAN).add(1.5))
                .hasMessage("difference: must be from -1 to 1 (got 1.5)");
    }
}
