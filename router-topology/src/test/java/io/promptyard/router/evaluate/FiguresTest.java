package io.promptyard.router.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void shouldWeighEachBinByItsCountWhenProbabilitiesMiss() {
        // Given
        Calibration calibration = new Calibration();

        // When
        calibration.add(0.95, 1);
        calibration.add(0.95, 0);
        calibration.add(0.15, 0);
        calibration.add(1.0, 1);

        // Then: the last bin says 2.9 where 2 came, the second 0.15 where none came
        assertThat(calibration.error()).isCloseTo((0.9 + 0.15) / 4, within(1e-12));
    }

    @Test
    void shouldCountLabelsWhenSomeAreTakenForOthers() {
        // Given
        Confusion confusion = new Confusion();

        // When
        confusion.add("code", "code");
        confusion.add("code", "math");
        confusion.add("math", "math");
        confusion.add("chat", "code");

        // Then: F1 is 1/2 for code, 2/3 for math, 0 for chat
        assertThat(confusion.accuracy()).isEqualTo(0.5);
        assertThat(confusion.macroF1()).isCloseTo((0.5 + 2.0 / 3) / 3, within(1e-12));
        assertThat(confusion.count("code", "math")).isEqualTo(1);
        assertThat(confusion.labels()).containsExactly("chat", "code", "math");
    }

    @Test
    void shouldDrawTheSameIntervalWhenTheSeedIsTheSame() {
        // Given
        double[] values = {0, 0, 1, 1, 1, 0, 1, 0, 1, 1};

        // When
        Interval first = mean(values, 7);

        // Then
        assertThat(mean(values, 7)).isEqualTo(first);
        assertThat(first.low()).isLessThan(0.6);
        assertThat(first.high()).isGreaterThan(0.6);
    }

    private static Interval mean(double[] values, long seed) {
        return Interval.bootstrap(
                values.length,
                500,
                seed,
                drawn -> Arrays.stream(drawn)
                        .mapToDouble(at -> values[at])
                        .average()
                        .orElseThrow());
    }
}
