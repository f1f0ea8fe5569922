package io.promptyard.standalone.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Pattern UP = Pattern.compile("text-anchor=\"end\" fill=\"#444444\">([^<]*)<");

    @Test
    void shouldLabelRoundStepsAroundAllPointsWhenTheirEndsAreNotRound() {
        // Given
        Chart chart = new Chart("t", "x", "y")
                .line("a", List.of(new double[] {0, 0.5}, new double[] {7, 0.7501}))
                .tick(0, "0")
                .tick(10, "ten");

        // When
        String svg = chart.svg();

        // Then
        assertThat(UP.matcher(svg).results().map(found -> found.group(1))).containsExactly("0.5", "0.6", "0.7", "0.8");
        assertThat(svg).contains("<text x=\"610.0\" y=\"358.0\" text-anchor=\"middle\" fill=\"#444444\">ten<");
    }

    @Test
    void shouldDrawALineWhenItIsFlat() {
        // When
        String svg = new Chart("t", "x", "y")
                .line("a", List.of(new double[] {0, 1}, new double[] {1, 1}))
                .svg();

        // Then
        assertThat(svg)
                .contains("<polyline points=\"70.0,")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }
}
