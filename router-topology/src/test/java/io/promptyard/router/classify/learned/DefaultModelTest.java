package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What ships must load, be small, and be no worse than when it was last measured (a little below: no two machines round alike). */
class DefaultModelTest {
    private static final int LARGEST = 15_000_000;

    private final RoutingModel model = DefaultModel.find().orElseThrow();
    private final LearnedClassifier classifier =
            LearnedClassifier.withHeads(HeuristicClassifier.create(() -> 0), model, Priors.NONE, () -> 0);

    @Test
    void shouldBeSmallAndNameItsHeadsWhenItShips() {
        assertThat(model.write().length).isLessThan(LARGEST);
        assertThat(model.heads())
                .contains("gpt-4-1106-preview", "mixtral-8x7b-instruct-v0.1")
                .hasSizeGreaterThan(40);
    }

    @Test
    void shouldSayHowFarPromptsAreFromThoseThatItWasLearntFrom() throws IOException {
        // Given
        LearntFrom from = model.learntFrom().orElseThrow();
        PromptMix asked = new PromptMix();
        PromptMix sums = new PromptMix();

        // When
        for (String[] row : prompts()) {
            asked.add(classify(row[1]));
            sums.add(classify("What is " + sums.prompts() + " + 17?"));
        }

        // Then
        assertThat(from.isDescribed()).isTrue();
        assertThat(from.ofLog()).isFalse();
        assertThat(from.prompts()).isGreaterThan(30_000);
        double drift = PromptMix.stability(from.shares(), asked.shares(), PromptMix.TASK);
        assertThat(drift).isPositive().isLessThan(PromptMix.stability(from.shares(), sums.shares(), PromptMix.TASK));
        assertThat(PromptMix.stability(from.shares(), asked.shares(), PromptMix.COMPLEXITY))
                .isPositive();
        assertThat(PromptMix.stability(from.shares(), asked.shares(), PromptMix.FAMILIARITY))
                .isPositive();
    }

    @Test
    void shouldTellTasksApartWhenPeopleAsk() throws IOException {
        // Given
        List<String[]> prompts = prompts();

        // When
        long right = prompts.stream()
                .filter(row -> classify(row[1]).task().label().equals(row[0]))
                .count();

        // Then
        assertThat(right / (double) prompts.size()).isGreaterThan(0.75);
    }

    private static List<String[]> prompts() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DefaultModelTest.class.getResourceAsStream("/classify/own-prompts.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replace("\\n", "\n").split("\t", 2))
                    .toList();
        }
    }

    @Test
    void shouldExpectMoreOfTheStrongerModelWhenAQuestionIsHard() {
        // When
        Classification hard = classify(
                "Let $a$ and $b$ be positive integers such that $a + b = 60$. Find the largest possible value of"
                        + " $\\gcd(a, b) + \\operatorname{lcm}(a, b)$ over all such pairs.");
        Classification easy = classify("Tom has 3 apples and buys 2 more. How many apples does he have?");

        // Then
        assertThat(easy.scores().get("gpt-3.5-turbo-0125"))
                .isGreaterThan(hard.scores().get("gpt-3.5-turbo-0125"));
        assertThat(gap(hard)).isGreaterThan(gap(easy));
        assertThat(hard.scores().values()).allMatch(score -> score >= 0.01 && score <= 0.99);
    }

    private static double gap(Classification said) {
        return said.scores().getOrDefault("gpt-4o-2024-08-06", 0.0)
                - said.scores().getOrDefault("gpt-3.5-turbo-0125", 0.0);
    }

    private Classification classify(String prompt) {
        return classifier.classify(PromptRequest.of(new RequestId("test"), Instant.EPOCH, PromptBody.ofUser(prompt)));
    }
}
