package io.promptyard.router.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of {@code evaluate/expected.csv} come from the reference scorer in Python, over the rows beside it. */
class PairCurveTest {
    private static final double CLOSE = 1e-6;

    @ParameterizedTest
    @MethodSource("expectations")
    void shouldEqualTheReferenceScorerWhenGivenTheSameRows(String line) throws IOException {
        // Given
        String[] expected = line.split(",");
        List<double[]> rows = lines(expected[0] + ".csv").stream()
                .map(row -> Arrays.stream(row.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        boolean oracle = expected[1].equals("oracle");

        // When
        PairCurve curve = PairCurve.of(
                rows.stream()
                        .mapToDouble(row -> oracle ? row[1] - row[2] : row[0])
                        .toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray(),
                rows.stream().mapToDouble(row -> row[2]).toArray());

        // Then
        assertThat(curve.apgr()).isCloseTo(Double.parseDouble(expected[2]), within(CLOSE));
        assertThat(curve.callsFor(0.5)).isCloseTo(Double.parseDouble(expected[3]), within(CLOSE));
        assertThat(curve.callsFor(0.8)).isCloseTo(Double.parseDouble(expected[4]), within(CLOSE));
        assertThat(curve.qualityAt(0.2)).isCloseTo(Double.parseDouble(expected[5]), within(CLOSE));
        assertThat(curve.qualityAt(0.5)).isCloseTo(Double.parseDouble(expected[6]), within(CLOSE));
    }

    @Test
    void shouldRefuseRowsWhenTheyAreNotAsMany() {
        // When // Then
        assertThatThrownBy(() -> PairCurve.of(new double[2], new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2, 2, 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseScoresWhenOneIsNotFinite(double odd) {
        // When // Then
        assertThatThrownBy(() -> PairCurve.of(new double[] {0.5, odd}, new double[] {1, 1}, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
    }

    static List<String> expectations() throws IOException {
        return lines("expected.csv");
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PairCurveTest.class.getResourceAsStream("/evaluate/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
