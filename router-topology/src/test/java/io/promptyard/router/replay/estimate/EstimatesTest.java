package io.promptyard.router.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimatesTest {
    private static final Target CHEAP = Target.of("local", "cheap");
    private static final Target SMART = Target.of("openai", "smart");
    private static final Map<Target, Double> BOTH_TRIED = Map.of(CHEAP, 0.5, SMART, 0.5);

    @Test
    void shouldBeTheMeanOutcomeWhenTheCandidateChangesNothing() {
        // Given
        Estimates estimates = new Estimates();
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int at = 0; at < 400; at++) {
            double outcome = random.nextInt(4) == 0 ? 0 : 1;
            sum += outcome;
            estimates.add(
                    choice("c" + at, CHEAP, Map.of(), Map.of(CHEAP, outcome), Map.of(CHEAP, 0.3), CHEAP), List.of());
        }
        // Then
        Estimate recorded = known(estimates.recorded(Estimates.TOTAL));
        assertThat(recorded.value()).isCloseTo(sum / 400, within(0.005));
        assertThat(recorded.low()).isCloseTo(sum / 400 - 1.96 * 0.0217, within(0.02));
        assertThat(recorded.observed()).isEqualTo(400);
        Estimate difference = known(estimates.difference(Estimates.TOTAL));
        assertThat(difference.value()).isZero();
        assertThat(difference.low()).isZero();
        assertThat(difference.high()).isZero();
    }

    @Test
    void shouldBelieveOutcomesRatherThanPredictionsWhenTheLogTriedTheTarget() {
        // Given: all predictions say that the cheap one is as good, and it is not
        Estimates estimates = explored(0.5, 0.9, 0.9, 2000);
        // Then
        Estimate difference = known(estimates.difference(Estimates.TOTAL));
        assertThat(difference.low()).isLessThan(-0.2).isGreaterThan(-0.4);
        assertThat(difference.high()).isBetween(-0.3, -0.1);
        assertThat(difference.method()).isEqualTo("doubly-robust");
        assertThat(difference.observed() + difference.predicted()).isEqualTo(2000);
        assertThat(difference.observed()).isBetween(900L, 1100L);
    }

    /** Half of the prompts go to each target; the candidate sends all to the cheap one. */
    private static Estimates explored(double cheap, double smart, double predicted, int prompts) {
        Estimates estimates = new Estimates();
        SplittableRandom random = new SplittableRandom(2);
        for (int at = 0; at < prompts; at++) {
            Target logged = random.nextBoolean() ? CHEAP : SMART;
            double outcome = random.nextDouble() < (logged.equals(CHEAP) ? cheap : smart) ? 1 : 0;
            Map<Target, Double> predictions = Map.of(CHEAP, predicted, SMART, predicted);
            estimates.add(
                    choice("c" + at, logged, BOTH_TRIED, Map.of(logged, outcome), predictions, CHEAP),
                    List.of(at % 2 == 0 ? "task chat" : "task code"));
        }
        return estimates;
    }

    @Test
    void shouldSayMoreOfTheWholeThanOfAPartAndNothingOfWhatIsNotThere() {
        // When
        Estimates estimates = explored(0.5, 0.9, 0.7, 1000);
        // Then
        assertThat(width(estimates.candidate("task chat"))).isGreaterThan(width(estimates.candidate(Estimates.TOTAL)));
        assertThat(estimates.candidate("task law")).isNull();
        assertThat(estimates.recorded("task law")).isNull();
        assertThat(estimates.difference("task law")).isNull();
        assertThat(estimates.target(Target.of("no", "such"))).isNull();
    }

    @Test
    void shouldValueEachTargetAloneAsTheOutcomesDo() {
        // When
        Estimates estimates = explored(0.5, 0.9, 0.7, 2000);
        // Then
        assertThat(known(estimates.target(CHEAP)).value()).isCloseTo(0.5, within(0.05));
        assertThat(known(estimates.target(SMART)).value()).isCloseTo(0.9, within(0.05));
    }

    @Test
    void shouldDoubtPredictionsMoreTheLessTheLogTried() {
        // Given: nobody ever asked the cheap one; what predictions of the smart one are worth is known
        Estimates estimates = new Estimates();
        SplittableRandom random = new SplittableRandom(3);
        for (int at = 0; at < 2000; at++) {
            double outcome = random.nextDouble() < 0.9 ? 1 : 0;
            Map<Target, Double> predictions = Map.of(CHEAP, 0.6, SMART, 0.9);
            estimates.add(
                    choice("c" + at, SMART, Map.of(SMART, 1.0), Map.of(SMART, outcome), predictions, CHEAP), List.of());
        }
        // Then
        Estimate candidate = known(estimates.candidate(Estimates.TOTAL));
        assertThat(candidate.method()).isEqualTo("calibrated-prediction");
        assertThat(candidate.observed()).isZero();
        assertThat(candidate.predicted()).isEqualTo(2000);
        assertThat(candidate.value()).isCloseTo(0.6, within(0.05));
        assertThat(width(candidate)).isGreaterThan(0.2);
        assertThat(width(estimates.recorded(Estimates.TOTAL))).isLessThan(0.05);
    }

    /** Of half of the prompts nothing could tell that the prediction is off: an interval that says nothing of it would be a lie. */
    @Test
    void shouldSayThatItIsPartlyPredictedWhenTheLogCouldNotHaveTriedWhereManyGo() {
        // Given
        Estimates half = new Estimates();
        Estimates few = new Estimates();
        SplittableRandom random = new SplittableRandom(3);
        for (int at = 0; at < 2000; at++) {
            Map<Target, Double> predictions = Map.of(CHEAP, 0.6, SMART, 0.9);
            Target logged = random.nextBoolean() ? CHEAP : SMART;
            Map<Target, Double> outcomes = Map.of(logged, random.nextDouble() < 0.7 ? 1.0 : 0.0);
            boolean untried = at % 2 == 0;
            half.add(
                    untried
                            ? choice("c" + at, SMART, Map.of(SMART, 1.0), Map.of(), predictions, CHEAP)
                            : choice("c" + at, logged, BOTH_TRIED, outcomes, predictions, CHEAP),
                    List.of());
            few.add(
                    at % 50 == 0
                            ? choice("c" + at, SMART, Map.of(SMART, 1.0), Map.of(), predictions, CHEAP)
                            : choice("c" + at, logged, BOTH_TRIED, outcomes, predictions, CHEAP),
                    List.of());
        }
        // Then
        assertThat(known(half.candidate(Estimates.TOTAL)).method()).isEqualTo("partly-predicted");
        assertThat(known(half.difference(Estimates.TOTAL)).method()).isEqualTo("partly-predicted");
        assertThat(known(half.recorded(Estimates.TOTAL)).method()).isEqualTo("doubly-robust");
        assertThat(known(few.difference(Estimates.TOTAL)).method()).isEqualTo("doubly-robust");
    }

    @Test
    void shouldNotDoubtADifferenceForWhatBothSendAlikeToATargetThatNobodyRates() {
        // Given: a fifth moves, with outcomes; one in fifty goes to vectors, as before
        Target vectors = Target.of("local", "vectors");
        Estimates estimates = new Estimates();
        SplittableRandom random = new SplittableRandom(5);
        for (int at = 0; at < 4000; at++) {
            Map<Target, Double> predictions = Map.of(CHEAP, 0.6, SMART, 0.9, vectors, 0.5);
            Target logged = random.nextBoolean() ? CHEAP : SMART;
            Map<Target, Double> outcomes = Map.of(logged, random.nextDouble() < 0.7 ? 1.0 : 0.0);
            estimates.add(
                    at % 50 == 0
                            ? choice("c" + at, vectors, Map.of(vectors, 1.0), Map.of(), predictions, vectors)
                            : choice("c" + at, logged, BOTH_TRIED, outcomes, predictions, at % 5 == 0 ? CHEAP : logged),
                    List.of());
        }
        // Then
        assertThat(known(estimates.difference(Estimates.TOTAL)).method()).isEqualTo("doubly-robust");
    }

    @Test
    void shouldSayThatItIsAPredictionWhenNobodyEverSaidAnything() {
        // Given
        Estimates estimates = new Estimates();
        for (int at = 0; at < 500; at++) {
            estimates.add(
                    choice("c" + at, SMART, BOTH_TRIED, Map.of(), Map.of(CHEAP, 0.6, SMART, 0.8), CHEAP), List.of());
        }
        // Then
        Estimate difference = known(estimates.difference(Estimates.TOTAL));
        assertThat(difference.method()).isEqualTo("prediction");
        assertThat(difference.value()).isCloseTo(-0.2, within(0.001));
        assertThat(difference.low()).isLessThan(-0.4);
        assertThat(difference.high()).isGreaterThan(0);
    }

    @Test
    void shouldNotBeSureWhenFewOutcomesAreAllGood() {
        // Given
        Estimates estimates = new Estimates();
        for (int at = 0; at < 8; at++) {
            estimates.add(choice("c" + at, CHEAP, Map.of(), Map.of(CHEAP, 1.0), Map.of(CHEAP, 0.9), CHEAP), List.of());
        }
        // Then
        assertThat(known(estimates.recorded(Estimates.TOTAL)).low()).isLessThan(0.85);
    }

    @Test
    void shouldWidenTheIntervalWhenPromptsComeInConversations() {
        // Given: the same outcomes, by tens in one conversation or each alone
        Estimates alone = new Estimates();
        Estimates together = new Estimates();
        for (int at = 0; at < 1000; at++) {
            double outcome = new SplittableRandom(at / 10).nextBoolean() ? 1 : 0;
            Map<Target, Double> said = Map.of(CHEAP, outcome);
            alone.add(choice("c" + at, CHEAP, Map.of(), said, Map.of(), CHEAP), List.of());
            together.add(choice("c" + at / 10, CHEAP, Map.of(), said, Map.of(), CHEAP), List.of());
        }
        // Then: ten times the variance
        assertThat(width(together.recorded(Estimates.TOTAL)) / width(alone.recorded(Estimates.TOTAL)))
                .isBetween(2.2, 4.5);
    }

    @Test
    void shouldCompareOnlyPromptsThatBothAnswer() {
        // Given: the candidate refuses what went badly
        Estimates estimates = new Estimates();
        for (int at = 0; at < 300; at++) {
            boolean hard = at % 3 == 0;
            estimates.add(
                    new LoggedChoice(
                            "c" + at,
                            "chat",
                            CHEAP,
                            Map.of(),
                            Map.of(CHEAP, hard ? 0.0 : 1.0),
                            Map.of(CHEAP, 0.7),
                            hard ? Map.of() : Map.of(CHEAP, 1.0)),
                    List.of());
        }
        // Then
        assertThat(known(estimates.difference(Estimates.TOTAL)).value()).isZero();
        assertThat(known(estimates.difference(Estimates.TOTAL)).observed()).isEqualTo(200);
        assertThat(known(estimates.recorded(Estimates.TOTAL)).value()).isCloseTo(0.667, within(0.02));
        assertThat(known(estimates.candidate(Estimates.TOTAL)).value()).isGreaterThan(0.97);
    }

    @Test
    void shouldCountOutcomesOfTheSamePromptByOtherTargets() {
        // Given: shadows of every prompt
        Estimates estimates = new Estimates();
        SplittableRandom random = new SplittableRandom(4);
        double sum = 0;
        for (int at = 0; at < 300; at++) {
            double shadow = random.nextInt(10) < 4 ? 1 : 0;
            sum += shadow;
            Map<Target, Double> outcomes = Map.of(SMART, 1.0, CHEAP, shadow);
            estimates.add(
                    choice("c" + at, SMART, Map.of(), outcomes, Map.of(CHEAP, 0.8, SMART, 0.9), CHEAP), List.of());
        }
        // Then
        Estimate candidate = known(estimates.candidate(Estimates.TOTAL));
        assertThat(candidate.value()).isCloseTo(sum / 300, within(0.01));
        assertThat(candidate.observed()).isEqualTo(300);
    }

    @Test
    void shouldSayTheSameWhenAskedAgain() {
        assertThat(explored(0.4, 0.8, 0.7, 300).difference(Estimates.TOTAL))
                .isEqualTo(explored(0.4, 0.8, 0.7, 300).difference(Estimates.TOTAL));
    }

    @Test
    void shouldClaimNothingOfAGroupWhenAllOfItIsOneConversation() {
        // Given
        Estimates estimates = new Estimates();
        for (int i = 0; i < 100; i++) {
            Map<Target, Double> outcome = Map.of(CHEAP, i % 2 == 0 ? 1.0 : 0.0);
            estimates.add(
                    choice("one", CHEAP, Map.of(CHEAP, 1.0), outcome, Map.of(CHEAP, 0.5), CHEAP), List.of("tenant a"));
            estimates.add(choice("c" + i, CHEAP, Map.of(CHEAP, 1.0), outcome, Map.of(CHEAP, 0.5), CHEAP), List.of());
        }
        // Then
        assertThat(width(estimates.candidate("tenant a"))).isEqualTo(1);
        assertThat(width(estimates.candidate(Estimates.TOTAL))).isLessThan(0.6);
    }

    @Test
    void shouldRefuseWhatIsNoProbability() {
        assertThatThrownBy(() -> choice("c", CHEAP, Map.of(), Map.of(CHEAP, 1.5), Map.of(), CHEAP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outcomes: must be from 0 to 1 (got 1.5 for local/cheap)");
    }

    private static LoggedChoice choice(
            String cluster,
            Target logged,
            Map<Target, Double> chances,
            Map<Target, Double> outcomes,
            Map<Target, Double> predicted,
            Target candidate) {
        return new LoggedChoice(cluster, "chat", logged, chances, outcomes, predicted, Map.of(candidate, 1.0));
    }

    private static double width(@org.jspecify.annotations.Nullable Estimate estimate) {
        return known(estimate).high() - known(estimate).low();
    }

    private static Estimate known(@org.jspecify.annotations.Nullable Estimate estimate) {
        assertThat(estimate).isNotNull();
        return estimate;
    }
}
