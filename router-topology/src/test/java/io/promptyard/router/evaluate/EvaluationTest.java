package io.promptyard.router.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.TinyModel;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private static final Pair PAIR = new Pair("tiny", "tiny*", TinyModel.STRONG, TinyModel.WEAK);

    private final List<LabelledPrompt> rows = List.of(
            row("a", TinyModel.SUM, Task.COMMONSENSE, 1, 1),
            row("b", TinyModel.PROOF, Task.MATH, 1, 0),
            row("c", "Prove that every finite group is free and compact.", Task.MATH, 1, 0),
            row("d", "What is the sum of the numbers 5 and 2?", Task.COMMONSENSE, 1, 1));

    private static LabelledPrompt row(String id, String text, Task task, double strong, double weak) {
        return new LabelledPrompt(
                id, text, task, null, "tiny-dev", "", Map.of(TinyModel.STRONG, strong, TinyModel.WEAK, weak), 1);
    }

    @Test
    void shouldRecoverAllWhenPromptsThatNeedTheStrongModelComeFirst() {
        // When
        Evaluation evaluation = Evaluation.of(TinyModel.model(), rows, List.of(PAIR), 50);

        // Then: half of the prompts need it, and they come first
        PairFigures figures = evaluation.pairs().getFirst();
        assertThat(figures.apgr()).isEqualTo(0.75).isEqualTo(figures.oracle());
        assertThat(figures.calls80()).isEqualTo(50);
        assertThat(figures.weakQuality()).isEqualTo(0.5);
        assertThat(figures.interval().low())
                .isLessThanOrEqualTo(figures.interval().high());
    }

    @Test
    void shouldCountLabelsAndPredictionsWhenRowsHaveThem() {
        // When
        Evaluation evaluation = Evaluation.of(TinyModel.model(), rows, List.of(PAIR), 0);

        // Then
        assertThat(evaluation.tasks().accuracy()).isEqualTo(1);
        assertThat(evaluation.calibration().count()).isEqualTo(8);
        assertThat(evaluation.calibrations()).containsOnlyKeys(TinyModel.STRONG, TinyModel.WEAK);
        assertThat(evaluation.domains().count()).isZero();
    }

    @Test
    void shouldGoByComplexityWhenAModelOfThePairIsNotKnown() {
        // Given
        List<LabelledPrompt> foreign = rows.stream()
                .map(row -> LabelledPrompt.scored(
                        row.id(), row.text(), "tiny", Map.of("x", 1.0, "y", row.task() == Task.MATH ? 0.0 : 1.0)))
                .toList();

        // When
        Evaluation evaluation = Evaluation.of(TinyModel.model(), foreign, List.of(new Pair("p", "tiny", "x", "y")), 0);

        // Then
        assertThat(evaluation.pairs().getFirst().apgr()).isEqualTo(0.75);
        assertThat(evaluation.calibration().count()).isZero();
    }

    @Test
    void shouldGiveNoFigureWhenBothModelsAreEquallyGood() {
        // When
        PairFigures figures = PairFigures.of(PAIR, new double[] {1, 2}, new double[] {1, 0}, new double[] {0, 1}, 10);

        // Then
        assertThat(figures.apgr()).isNaN();
        assertThat(figures.calls50()).isNaN();
    }

    @Test
    void shouldKnowItsBenchmarksWhenPairsAreBuiltIn() {
        assertThat(Pairs.builtIn()).extracting(Pair::name).contains("mmlu", "gsm8k", "llmrouter", "mmlupro#2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    nonsense                           | f: must be a JSON array of pairs
                    []                                 | f: must be a JSON array of pairs, at least one
                    [{"bench":"b","strong":"s"}]       | f[0].weak: must be a string (got nothing)
                    [{"bench":7}]                      | f[0].bench: must be a string (got 7)
                    """)
    void shouldSayWhereWhenPairsAreBad(String json, String said) {
        assertThatThrownBy(() -> Pairs.parse(json, "f"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(said);
    }
}
