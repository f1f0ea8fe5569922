package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class CuesTest {
    private final WordTable table = new WordTable();
    private final Cues cues = Cues.parse(List.of("translation\t4\ttranslate|翻译", "code\t2\twrite a function"), table);

    @Test
    void shouldCountAPhraseWholeWhenItStandsAtAnEdge() {
        // When
        double[] sums = sums("Please translate this for me");

        // Then
        assertThat(sums[Task.TRANSLATION.ordinal()]).isEqualTo(4);
        assertThat(sums[Task.CODE.ordinal()]).isZero();
    }

    @Test
    void shouldCountAPhraseForLessWhenItStandsInTheMaterial() {
        // When
        double[] sums = sums("one two three ".repeat(30) + "translate " + "one two three ".repeat(30));

        // Then
        assertThat(sums[Task.TRANSLATION.ordinal()]).isEqualTo(1);
    }

    @Test
    void shouldMatchEveryWordOfAPhraseOrNone() {
        // When
        double[] whole = sums("write a function that sorts");
        double[] part = sums("write a poem; functions are dull, write a");

        // Then
        assertThat(whole[Task.CODE.ordinal()]).isEqualTo(2);
        assertThat(part[Task.CODE.ordinal()]).isZero();
    }

    @Test
    void shouldMatchPhrasesOfAScriptWithoutSpaces() {
        // When
        double[] sums = sums("请翻译这句话");

        // Then
        assertThat(sums[Task.TRANSLATION.ordinal()]).isEqualTo(4);
    }

    @Test
    void shouldRefuseAnUnknownTask() {
        assertThatThrownBy(() -> Cues.parse(List.of("cooking\t1\tboil"), table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cues: unknown task (got \"cooking\")");
    }

    private double[] sums(String text) {
        double[] sums = new double[Task.values().length];
        cues.addTo(sums, Reading.of(text, table), 1);
        return sums;
    }
}
