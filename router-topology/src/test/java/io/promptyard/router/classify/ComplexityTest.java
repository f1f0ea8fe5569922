package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Task;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ComplexityTest {

    @Property
    void shouldStayBetweenZeroAndOneWhateverThePrompt(
            @ForAll Task task,
            @ForAll @IntRange(min = 0) int tokens,
            @ForAll @DoubleRange(max = 1) double code,
            @ForAll @IntRange(max = 100_000) int count) {
        // When
        double complexity = Complexity.of(task, tokens, structure(code, count, count, count, count));

        // Then
        assertThat(complexity).isBetween(0.0, 1.0);
    }

    @Property
    void shouldNotFallWhenMoreIsAskedOfTheSameTask(
            @ForAll Task task,
            @ForAll @IntRange(max = 200_000) int tokens,
            @ForAll @DoubleRange(max = 0.9) double code,
            @ForAll @IntRange(max = 20) int count) {
        // Given
        double before = Complexity.of(task, tokens, structure(code, count, count, count, count));

        // When
        double longer = Complexity.of(task, tokens * 2, structure(code, count, count, count, count));
        double denser = Complexity.of(task, tokens, structure(code + 0.1, count, count, count, count));
        double deeper = Complexity.of(task, tokens, structure(code, count + 1, count, count, count));
        double busier = Complexity.of(task, tokens, structure(code, count, count + 1, count + 1, count + 1));

        // Then
        assertThat(List.of(longer, denser, deeper, busier)).allMatch(after -> after >= before);
    }

    private static Structure structure(double code, int turns, int questions, int instructions, int tools) {
        return new Structure(0, 0, turns, code, 0, false, 0, 0, questions, 0, 0, instructions, tools, 0);
    }
}
