package io.promptyard.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.standalone.plot.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That each of the routers held against each other learns what there is to learn, and what foreign benchmarks are. */
class RoutersTest {
    private static final Pair PAIR = new Pair("p", "own", "large", "small");
    private static final LabelledPrompt HARD = row(97, "Fix the parser, case 97", "code", 0);
    private static final LabelledPrompt EASY = row(98, "Greet guest number 98", "chat", 1);

    @Test
    void shouldNeedTheStrongModelMoreWhereTheWeakOneFailed() {
        // Given
        List<LabelledPrompt> shown = shown();
        // When
        double[] ngrams = new NgramRouter(shown, PAIR).needs(PAIR, List.of(HARD, EASY));
        double[] ours = Routers.ours(shown, PAIR).needs(PAIR, List.of(HARD, EASY));
        double[] lookup = Routers.lookup(shown, PAIR).needs(PAIR, List.of(HARD, EASY));
        // Then
        assertThat(ngrams[0]).isGreaterThan(ngrams[1]);
        assertThat(ours[0]).isGreaterThan(ours[1]);
        assertThat(lookup).containsExactly(1, 0);
    }

    @Test
    void shouldGoByLengthAlone() {
        // When
        double[] needs = Routers.length(List.of(), PAIR).needs(PAIR, List.of(HARD, EASY));
        // Then
        assertThat(needs).containsExactly(HARD.text().length(), EASY.text().length());
    }

    @Test
    void shouldHideABenchmarkAndItsLike() {
        // Given
        Foreign llmrouter = Foreign.ALL.stream()
                .filter(each -> each.pair().equals("llmrouter"))
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(llmrouter.knows(LabelledPrompt.scored("a", "t", "lr_mmlu", Map.of())))
                .isFalse();
        assertThat(llmrouter.knows(LabelledPrompt.scored("a", "t", "mmlu", Map.of())))
                .isTrue();
    }

    @Test
    void shouldNameTheBetterHalfOfModelsStrongWhenRowsAreRelabelled() {
        // Given
        LabelledPrompt row = LabelledPrompt.scored("a", "t", "b", Map.of("x", 1.0, "y", 0.0, "z", 1.0, "w", 0.0));
        // When
        List<LabelledPrompt> relabelled = Foreign.relabelled(List.of(row), PAIR);
        // Then
        assertThat(relabelled.getFirst().scores()).containsEntry("large", 1.0).containsEntry("small", 0.0);
    }

    @Test
    void shouldDrawEveryLineAndTick() {
        // When
        String svg = new Chart("title", "across", "up")
                .tick(0, "none")
                .tick(1, "all")
                .line("one", List.of(new double[] {0, 0.5}, new double[] {1, 0.7}))
                .line("two", List.of(new double[] {0, 0.4}, new double[] {1, 0.6}))
                .svg();
        // Then
        assertThat(svg).startsWith("<svg").contains("title", "across", "up", "none", "all", "one", "two");
        assertThat(svg.split("<polyline|<path", -1)).hasSizeGreaterThanOrEqualTo(3);
    }

    private static List<LabelledPrompt> shown() {
        List<LabelledPrompt> rows = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            rows.add(row(at, "Fix the parser, case " + at, "code", 0));
            rows.add(row(100 + at, "Greet guest number " + at, "chat", 1));
        }
        return rows;
    }

    private static LabelledPrompt row(int id, String text, String category, double small) {
        return new LabelledPrompt("r" + id, text, null, null, "own", category, Map.of("large", 1.0, "small", small), 1);
    }
}
