package io.promptyard.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.report.Report.Figures;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TierGainsTest {
    private static final String STRONG = "gpt-4-1106-preview";
    private static final String WEAK = "mixtral-8x7b-instruct-v0.1";

    @Test
    void shouldShowTheGainOfWhoKnowsMoreThanTheWords() {
        // Given: what makes a prompt hard is a number that no word of another prompt shares, and the embedder sees
        RoutingData data = new RoutingData(rows(0, 400), rows(400, 520), List.of());
        // When
        Figures figures = new TierGains(data, new Parity(), 64, 20, step -> {}).figures(List.of("mmlu"));
        // Then
        assertThat(figures.rows()).hasSize(6);
        List<String> alone = figures.rows().get(0);
        List<String> embeddings = figures.rows().get(1);
        List<String> always = figures.rows().get(5);
        assertThat(alone.get(1)).isEqualTo("learned");
        assertThat(Double.parseDouble(alone.get(3))).isLessThan(0.7);
        assertThat(Double.parseDouble(embeddings.get(3))).isGreaterThan(0.7);
        assertThat(embeddings.get(4)).startsWith("+");
        assertThat(always.get(2)).isEqualTo("100 %");
        assertThat(Double.parseDouble(always.get(3))).isGreaterThan(0.7);
    }

    @Test
    void shouldHaveNoRowWhenTheBenchmarkIsNotAsked() {
        // Given
        RoutingData data = new RoutingData(List.of(), List.of(), List.of());
        // Then
        assertThat(new TierGains(data, new Parity(), 64, 0, step -> {})
                        .figures(List.of())
                        .rows())
                .isEmpty();
    }

    private static List<LabelledPrompt> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(at -> LabelledPrompt.scored(
                        "r" + at,
                        "What of number " + at + "?",
                        "mmlu",
                        Map.of(STRONG, 1.0, WEAK, at % 2 == 0 ? 1.0 : 0.0)))
                .toList();
    }

    /** Whether the number in a text is even. */
    private record Parity() implements TextEmbedder {
        @Override
        public String name() {
            return "parity";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public int mostTokens() {
            return 256;
        }

        @Override
        public float[][] embed(List<String> texts, int tokens) {
            return texts.stream()
                    .map(text -> Integer.parseInt(text.replaceAll("\\D", "")) % 2 == 0
                            ? new float[] {1, 0}
                            : new float[] {0, 1})
                    .toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }
}
