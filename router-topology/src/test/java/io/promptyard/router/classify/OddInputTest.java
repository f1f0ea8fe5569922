package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody should send, and what people send who write no English: an answer, and no more work than for others. */
class OddInputTest {
    private static final int EXTRACT_CHARS = PromptText.HEAD_CHARS + 1 + PromptText.TAIL_CHARS;
    private static final LongSupplier STOPPED = () -> 0;
    private static final HeuristicClassifier CLASSIFIER = HeuristicClassifier.create(STOPPED);

    record Odd(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Odd> oddInputs() {
        List<Odd> odd = new ArrayList<>();
        odd.add(new Odd("empty", ""));
        odd.add(new Odd("blank", " \t\n\u00a0\u3000 "));
        odd.add(new Odd("one letter", "a"));
        odd.add(new Odd("zeros", "\u0000".repeat(3000)));
        odd.add(new Odd("right to left", "\u202eما هي عاصمة فرنسا؟ \u200fמה בירת צרפת? ".repeat(50)));
        odd.add(new Odd("emoji", "👩\u200d👩\u200d👧\u200d👦🏳\ufe0f\u200d🌈❤\ufe0f🇫🇷".repeat(200)));
        odd.add(new Odd("lone surrogates", "\ud83d \ude00\ud83dx\ude00 ".repeat(300)));
        odd.add(new Odd("accents upon accents", "Z" + "\u0301\u0327".repeat(3000)));
        odd.add(new Odd("binary-looking", binary(8000)));
        odd.add(new Odd("one line of base64", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0".repeat(200)));
        odd.add(new Odd("fences", "```\n{\n".repeat(1500)));
        odd.add(new Odd("lines", "\n".repeat(9000)));
        odd.add(new Odd("one token again and again", " hello".repeat(200_000)));
        odd.add(new Odd("a megabyte of one letter", "a".repeat(1 << 20)));
        odd.add(new Odd("a megabyte of spaces", " ".repeat(1 << 20)));
        odd.add(new Odd("a megabyte of Han", "漢".repeat(1 << 20)));
        odd.add(new Odd("a megabyte of signs", "(=->$\\".repeat(200_000)));
        odd.add(new Odd("a megabyte of noise", binary(1 << 20)));
        odd.add(new Odd("sigmas and dotted capitals", "ΟΔΟΣ İSTANBUL ’Σ’ ".repeat(3000)));
        return odd;
    }

    @ParameterizedTest
    @MethodSource("oddInputs")
    void shouldAnswerWhenTheInputIsOdd(Odd odd) {
        // When
        Classification said = CLASSIFIER.classify(ClassifierFixtures.request(odd.text()));

        // Then
        assertFinite(said);
    }

    @ParameterizedTest
    @MethodSource("oddInputs")
    void shouldLookAtNoMoreThanItsShareWhenTheInputIsOdd(Odd odd) {
        // Given
        int[] counted = new int[1];
        TokenCounter tokens = new TokenCounter(slice -> {
            counted[0] += slice.length();
            assertThat(slice).hasSizeLessThanOrEqualTo(TokenCounter.SLICE_CHARS);
            return 1;
        });
        HeuristicClassifier classifier = new HeuristicClassifier(tokens, Tables.builtIn(), STOPPED);
        int[] terms = new int[1];

        // When
        classifier.classify(ClassifierFixtures.request(odd.text()), (first, structure, asked) -> {
            terms[0] = asked.size();
            assertThat(asked.text()).hasSizeLessThanOrEqualTo(EXTRACT_CHARS);
            assertThat(asked.words()).isLessThanOrEqualTo(TextScan.MAX_WORDS + 1);
            return first;
        });

        // Then
        assertThat(counted[0]).isEqualTo(Math.min(odd.text().length(), TokenCounter.EXACT_CHARS));
        assertThat(terms[0]).isLessThanOrEqualTo(EXTRACT_CHARS);
    }

    @ParameterizedTest
    @MethodSource("io.promptyard.router.classify.Sentences#all")
    void shouldAnswerInEveryLanguage(String language, String sentence) {
        // When
        Classification said = CLASSIFIER.classify(ClassifierFixtures.request(sentence));

        // Then
        assertFinite(said);
        assertThat(said.language()).as(language).matches("[a-z]{2}|und");
        assertThat(said.features()).as(language).containsEntry("questions", 1.0);
        assertThat(said.features().get("words")).as(language).isPositive();
    }

    @Test
    void shouldSayTheSameWhenManyThreadsAskAtOnce() throws Exception {
        // Given
        Map<String, Classification> alone = new HashMap<>();
        Sentences.all().forEach(arguments -> {
            String sentence = (String) arguments.get()[1];
            alone.put(sentence, CLASSIFIER.classify(ClassifierFixtures.request(sentence)));
        });
        Callable<Boolean> rounds = () -> {
            boolean same = true;
            for (int round = 0; round < 50; round++) {
                for (Map.Entry<String, Classification> said : alone.entrySet()) {
                    same &= CLASSIFIER
                            .classify(ClassifierFixtures.request(said.getKey()))
                            .equals(said.getValue());
                }
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

    private static void assertFinite(Classification said) {
        assertThat(said.task()).isIn((Object[]) Task.values());
        assertThat(said.taskConfidence()).isBetween(0.0, 1.0);
        assertThat(said.complexity()).isBetween(0.0, 1.0);
        assertThat(said.promptTokens()).isPositive();
        assertThat(said.features().values()).allMatch(Double::isFinite);
    }

    private static String binary(int length) {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder(length);
        for (int at = 0; at < length; at++) {
            text.append((char) random.nextInt(at % 3 == 0 ? 0x10000 : 0x100));
        }
        return text.toString();
    }
}
