package io.promptyard.router.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.router.classify.second.EmbeddingHeads;
import io.promptyard.router.classify.second.EmbeddingHeads.Head;
import io.promptyard.router.classify.second.WordEmbedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingLearnerTest {
    @Test
    void shouldTellModelsApartWhenOutcomesDo() {
        // Given
        List<LabelledPrompt> rows = IntStream.range(0, 300)
                .mapToObj(at -> {
                    String kind = List.of("hard", "easy", "plain").get(at % 3);
                    Map<String, Double> scores = Map.of("big", 1.0, "small", at % 3 == 0 ? 0.0 : 1.0, "rare", 1.0);
                    return LabelledPrompt.scored("r" + at, kind + " " + at, "b", at < 50 ? scores : common(scores));
                })
                .toList();
        WordEmbedder embedder = new WordEmbedder();
        // When
        EmbeddingHeads heads = new EmbeddingLearner().learn(rows, embedder, 32);
        // Then
        float[] hard = embedder.embed(List.of("hard"), 32)[0];
        float[] easy = embedder.embed(List.of("easy"), 32)[0];
        assertThat(heads.names()).containsExactly("big", "small");
        assertThat(EmbeddingHeads.probability(head(heads, "small"), hard)).isLessThan(0.1);
        assertThat(EmbeddingHeads.probability(head(heads, "small"), easy)).isGreaterThan(0.9);
        assertThat(EmbeddingHeads.probability(head(heads, "big"), hard)).isCloseTo(1, within(1e-6));
        assertThat(heads.write())
                .isEqualTo(new EmbeddingLearner().learn(rows, embedder, 32).write());
    }

    @Test
    void shouldMinimiseItsSumWhenSolutionsNearbyAreTried() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        List<float[]> rows = new ArrayList<>();
        double[] targets = new double[40];
        double[] weights = new double[40];
        for (int row = 0; row < 40; row++) {
            rows.add(new float[] {(float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()
            });
            targets[row] = random.nextDouble() + rows.get(row)[1];
            weights[row] = row % 2 == 0 ? 1 : 3;
        }
        // When
        double[] solution = new DenseRidge(rows, weights, 0.5).solve(targets);
        // Then
        double least = sum(rows, targets, weights, solution);
        for (int at = 0; at < solution.length; at++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                double[] other = solution.clone();
                other[at] += step;
                assertThat(sum(rows, targets, weights, other)).isGreaterThan(least);
            }
        }
    }

    @Test
    void shouldRefuseWhenNoModelHasEnoughOutcomes() {
        assertThatThrownBy(() -> new EmbeddingLearner()
                        .learn(List.of(LabelledPrompt.scored("r", "t", "b", Map.of("m", 1.0))), new WordEmbedder(), 32))
                .isInstanceOf(NothingToLearnException.class);
    }

    private static double sum(List<float[]> rows, double[] targets, double[] weights, double[] solution) {
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            double error = solution[0] - targets[row];
            for (int at = 0; at < 3; at++) {
                error += solution[at + 1] * rows.get(row)[at];
            }
            sum += weights[row] * error * error;
        }
        for (int at = 1; at < solution.length; at++) {
            sum += 0.5 * solution[at] * solution[at];
        }
        return sum;
    }

    private static Map<String, Double> common(Map<String, Double> scores) {
        return Map.of("big", scores.getOrDefault("big", 0.0), "small", scores.getOrDefault("small", 0.0));
    }

    private static Head head(EmbeddingHeads heads, String name) {
        return Objects.requireNonNull(heads.of(name));
    }
}
