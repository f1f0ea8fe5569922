package io.promptyard.router.replay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.router.replay.judge.PairScore.Compared;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Likeness;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.PairScore.Why;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.ScorerFigures;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScorerTallyTest {
    private final ScorerTally tally = new ScorerTally("judge");

    @Test
    void shouldWeighEachPairByThePromptsItStandsFor() {
        // Given: one pair of a rare stratum and one of a common one
        tally.add(new Scored(0, 1, Verdict.BETTER), 1, HumanRating.NONE);
        tally.add(new Scored(0.5, 0.5, Verdict.TIE), 9, HumanRating.NONE);
        tally.add(new Failed(Why.JUNK), 100, HumanRating.NONE);
        // When
        ScorerFigures figures = tally.figures();
        // Then
        assertThat(figures.better()).isEqualTo(1);
        assertThat(figures.ties()).isEqualTo(1);
        assertThat(figures.worse()).isZero();
        assertThat(figures.failed()).isEqualTo(1);
        assertThat(figures.difference().value()).isCloseTo(0.1, within(1e-9));
        assertThat(figures.recorded().value()).isCloseTo(0.45, within(1e-9));
        assertThat(figures.candidate().value()).isCloseTo(0.55, within(1e-9));
        assertThat(figures.agreement()).isNull();
    }

    @Test
    void shouldClaimLittleWhenFewPairsAreAllAlike() {
        // Given
        for (int i = 0; i < 5; i++) {
            tally.add(new Scored(0, 1, Verdict.BETTER), 1, HumanRating.NONE);
        }
        // When
        ScorerFigures figures = tally.figures();
        // Then: five of five may be chance where half would be usual
        assertThat(figures.candidate().high()).isEqualTo(1);
        assertThat(figures.candidate().low()).isLessThan(0.7);
        assertThat(figures.difference().low()).isLessThan(0.7);
    }

    @Test
    void shouldSayNothingWhenNothingWasScored() {
        // Given
        tally.add(new Failed(Why.NOT_ASKED), 1, new HumanRating(1.0, 1.0));
        // Then
        assertThat(tally.figures()).isEqualTo(new ScorerFigures("judge", 0, 0, 0, 1, null, null, null, null));
    }

    @Test
    void shouldCompareWithPeopleByGoodAndBad() {
        // Given: 3 of 4 the same; 3 of ours are good, 2 of theirs
        tally.add(new Scored(0.9, 0.1, Verdict.WORSE), 1, new HumanRating(1.0, 0.0));
        tally.add(new Scored(0.8, 0.7, Verdict.WORSE), 1, new HumanRating(0.5, 0.4));
        // When
        ScorerFigures.Agreement agreement = tally.figures().agreement();
        // Then: by chance 3/4 * 2/4 + 1/4 * 2/4 = 1/2
        assertThat(agreement.pairs()).isEqualTo(4);
        assertThat(agreement.share()).isEqualTo(0.75);
        assertThat(agreement.kappa()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void shouldCompareVerdictsWithPeopleWhoRatedBothAnswers() {
        // Given
        tally.add(new Compared(Verdict.BETTER), 1, new HumanRating(0.2, 0.8));
        tally.add(new Compared(Verdict.TIE), 1, new HumanRating(0.8, 0.2));
        tally.add(new Compared(Verdict.WORSE), 1, new HumanRating(0.8, null));
        // When
        ScorerFigures figures = tally.figures();
        // Then
        assertThat(figures.agreement().pairs()).isEqualTo(2);
        assertThat(figures.agreement().share()).isEqualTo(0.5);
        assertThat(figures.difference().value()).isZero();
        assertThat(figures.recorded()).isNull();
    }

    @Test
    void shouldSayThatChanceAloneWouldAgreeOnAll() {
        // Given
        tally.add(new Scored(1, 1, Verdict.TIE), 1, new HumanRating(1.0, 1.0));
        // Then
        assertThat(tally.figures().agreement().kappa()).isNaN();
    }

    @Test
    void shouldCallNeitherBetterWhenItIsToldOnlyHowNearTheyAre() {
        // Given
        tally.add(new Likeness(0.9), 1, HumanRating.NONE);
        // When
        ScorerFigures figures = tally.figures();
        // Then
        assertThat(figures.better() + figures.ties() + figures.worse()).isZero();
        assertThat(figures.candidate()).isEqualTo(new Estimate(0.9, 0, 1, 0.95, 1, 0, "stratified-mean"));
    }

    @Test
    void shouldHoldTheTruthInAboutNinetyFiveOfAHundredIntervals() {
        // Given: two strata, one of which is drawn ten times as often as the other
        Random random = new Random(11);
        int within = 0;
        int draws = 1000;
        double truth = (1000 * 0.7 + 1000 * 0.3) / 2000;
        // When
        for (int draw = 0; draw < draws; draw++) {
            WeightedMean mean = new WeightedMean(0, 1);
            for (int i = 0; i < 400; i++) {
                mean.add(random.nextDouble() < 0.7 ? 1 : 0, 1000 / 400.0);
            }
            for (int i = 0; i < 200; i++) {
                mean.add(random.nextDouble() < 0.3 ? 1 : 0, 1000 / 200.0);
            }
            Estimate estimate = mean.estimate();
            within += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
        }
        // Then: never too narrow; as it does not know of the strata it is somewhat wide
        assertThat(within).isBetween(940, 995);
    }
}
