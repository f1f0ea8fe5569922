package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Task;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BorrowingTest {
    private static final List<String> TARGETS = List.of("a/own-9", "b/gpt-4o", "c/own-7");
    private static final String KIN = "gpt-4o\t" + TinyModel.WEAK + "\tsame";

    private final RoutingModel model = TinyModel.model();

    @Property(tries = 200)
    void shouldKeepTheOrderOfPriorsWhenTargetsOnlyBorrow(
            @ForAll @From("prompts") String prompt,
            @ForAll Task task,
            @ForAll @DoubleRange(min = 0, max = 1) double complexity,
            @ForAll @DoubleRange(min = 0, max = 1) double trust,
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double one,
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double other) {
        // Given
        Priors priors = TinyModel.priors(TARGETS, one, 0.5, other);
        // When
        double[] scores = scores(priors, prompt, task, complexity, trust);
        // Then
        assertThat(java.util.Arrays.stream(scores)).allMatch(score -> score >= 0.01 && score <= 0.99);
        double better = one >= other ? scores[0] : scores[2];
        double worse = one >= other ? scores[2] : scores[0];
        assertThat(better).isGreaterThanOrEqualTo(worse);
    }

    @Provide
    Arbitrary<String> prompts() {
        return Arbitraries.oneOf(
                Arbitraries.of(TinyModel.SUM, TinyModel.PROOF, "What is the sum of every compact group?"),
                Arbitraries.strings().ofMaxLength(80));
    }

    @Test
    void shouldSayWhatTheCatalogueSaysWhenNothingIsBelieved() {
        // Given
        Priors priors = TinyModel.priors(TARGETS, 0.9, 0.8, 0.6);
        // When
        double[] scores = scores(priors, TinyModel.PROOF, Task.MATH, 0.5, 0);
        // Then
        for (int target = 0; target < scores.length; target++) {
            assertThat(scores[target]).isCloseTo(priors.of(target, Task.MATH, 0.5), within(1e-9));
        }
    }

    @Test
    void shouldSayThePriorWhenThePromptIsTheUsualOne() {
        // Given
        Priors priors = TinyModel.priors(TARGETS, 0.9, 0.8, 0.6);
        Usual usual = Usual.of(model, List.of(new Usual.Example(Task.MATH, TinyModel.PROOF)));
        // When
        double[] scores = scores(borrowing(priors, usual), TinyModel.PROOF, Task.MATH, 0.4, 1);
        // Then
        for (int target = 0; target < scores.length; target++) {
            assertThat(scores[target]).isCloseTo(priors.of(target, Task.MATH, 0.4), within(1e-6));
        }
    }

    @Test
    void shouldExpectLessOfAllWhenThePromptIsHarderThanUsual() {
        // Given
        Priors priors = TinyModel.priors(TARGETS, 0.9, 0.8, 0.6);
        // When
        double[] easy = scores(priors, TinyModel.SUM, Task.MATH, 0.5, 1);
        double[] hard = scores(priors, TinyModel.PROOF, Task.MATH, 0.5, 1);
        // Then
        assertThat(hard[0]).isLessThan(easy[0]);
        assertThat(hard[2]).isLessThan(easy[2]);
        assertThat(easy[2] - hard[2]).isGreaterThan(easy[0] - hard[0]);
    }

    @Test
    void shouldFollowItsOwnHeadWhenATargetHasOne() {
        // Given
        Priors priors = TinyModel.priors(TARGETS, 0.8, 0.8, 0.8);
        // When
        double[] hard = scores(priors, TinyModel.PROOF, Task.MATH, 0.5, 1);
        // Then
        // The weak model proves nothing, where the mean of both heads is two of five.
        assertThat(hard[1]).isLessThan(hard[0] - 0.05);
    }

    private double[] scores(Priors priors, String prompt, Task task, double complexity, double trust) {
        Usual usual = Usual.of(
                model,
                List.of(new Usual.Example(Task.MATH, TinyModel.SUM), new Usual.Example(Task.MATH, TinyModel.PROOF)));
        return scores(borrowing(priors, usual), prompt, task, complexity, trust);
    }

    private Borrowing borrowing(Priors priors, Usual usual) {
        return new Borrowing(model, priors, usual, Kin.parse(List.of(KIN)));
    }

    private double[] scores(Borrowing borrowing, String prompt, Task task, double complexity, double trust) {
        PromptFeatures features = new PromptFeatures();
        features.read(prompt);
        Scorer scorer = new Scorer(model);
        scorer.score(features);
        double[] scores = new double[TARGETS.size()];
        borrowing.scores(scorer, task, complexity, trust, scores);
        return scores;
    }
}
