package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.TinyModel;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same odd input as for the first tier: a finite answer, and no more work than for others. */
class LearnedOddInputTest {
    private static final Priors PRIORS = TinyModel.priors(List.of("a/one", "b/gpt-4o", "c/two"), 0.95, 0.8, 0.4);
    private static final LearnedClassifier CLASSIFIER =
            new LearnedClassifier(HeuristicClassifier.create(() -> 0), TinyModel.model(), PRIORS, () -> 0);

    static Stream<OddInputTest.Odd> oddInputs() {
        Stream<OddInputTest.Odd> more = Stream.of(
                new OddInputTest.Odd("a megabyte of prompts", (TinyModel.PROOF + "\n").repeat(16_000)),
                new OddInputTest.Odd("a word a character", signs()),
                new OddInputTest.Odd("nothing but options", "\nA. \nB) \n(c) \nD: \n".repeat(400)),
                new OddInputTest.Odd("numbers without end", "9".repeat(5000) + " 1e999 -0 0x1p-1074"));
        return Stream.concat(OddInputTest.oddInputs().stream(), more);
    }

    /** No two pairs of neighbours the same, as far as there are signs. */
    private static String signs() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < 10_000; at++) {
            text.append((char) ('!' + at % 15)).append((char) (0x2010 + at / 15 % 24));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("oddInputs")
    void shouldAnswerWhenTheInputIsOdd(OddInputTest.Odd odd) {
        // When
        Classification said = CLASSIFIER.classify(ClassifierFixtures.request(odd.text()));
        // Then
        assertFinite(said);
    }

    @ParameterizedTest
    @MethodSource("oddInputs")
    void shouldSeeNoMoreFeaturesThanCharactersAllowWhenTheInputIsOdd(OddInputTest.Odd odd) {
        // Given
        PromptFeatures features = new PromptFeatures();
        // When
        features.read(odd.text());
        int whole = features.size();
        features.read(LastAsked.of(io.promptyard.model.PromptContent.PromptBody.ofUser(odd.text())));
        // Then
        // Words, pairs, and words once more wherever they stand; the beginnings of two lines twice.
        assertThat(whole).isLessThanOrEqualTo(3 * PromptFeatures.MAX_CHARS + 24);
        assertThat(features.size()).isLessThanOrEqualTo(3 * (PromptText.HEAD_CHARS + 1 + PromptText.TAIL_CHARS) + 24);
    }

    @ParameterizedTest
    @MethodSource("io.promptyard.router.classify.Sentences#all")
    void shouldAnswerInEveryLanguage(String language, String sentence) {
        // When
        Classification said = CLASSIFIER.classify(ClassifierFixtures.request(sentence));
        // Then
        assertFinite(said);
    }

    @Test
    void shouldSayTheSameWhenManyThreadsAskAtOnce() throws Exception {
        // Given
        List<String> texts = List.of(TinyModel.SUM, TinyModel.PROOF, "", "Wie spät ist es?");
        List<Classification> alone =
                texts.stream().map(LearnedOddInputTest::classify).toList();
        Callable<Boolean> rounds = () -> {
            boolean same = true;
            for (int round = 0; round < 200; round++) {
                same &= classify(texts.get(round % 4)).equals(alone.get(round % 4));
            }
            return same;
        };
        // When
        List<Future<Boolean>> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            answers = threads.invokeAll(Collections.nCopies(12, rounds));
        }
        // Then
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
    }

    private static Classification classify(String text) {
        return CLASSIFIER.classify(ClassifierFixtures.request(text));
    }

    private static void assertFinite(Classification said) {
        assertThat(said.taskConfidence()).isBetween(0.0, 1.0);
        assertThat(said.complexity()).isBetween(0.0, 1.0);
        assertThat(said.features().values()).allMatch(Double::isFinite);
        assertThat(said.features().get(LearnedClassifier.FAMILIARITY)).isBetween(0.0, 1.0);
        assertThat(said.scores()).hasSize(3);
        assertThat(said.scores().values()).allMatch(score -> score >= 0.01 && score <= 0.99);
    }
}
