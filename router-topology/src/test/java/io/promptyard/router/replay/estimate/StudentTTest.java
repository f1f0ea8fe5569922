package io.promptyard.router.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    @ParameterizedTest
    @CsvSource({
        "0.975, 1, 12.7062047",
        "0.975, 2, 4.3026527",
        "0.975, 10, 2.2281389",
        "0.95, 30, 1.6972609",
        "0.995, 63, 2.6561450",
        "0.975, 1000000, 1.9599664",
        "0.025, 10, -2.2281389",
        "0.5, 3, 0"
    })
    void shouldGiveTheQuantilesOfTheTables(double probability, double freedom, double quantile) {
        assertThat(StudentT.quantile(probability, freedom)).isCloseTo(quantile, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 2.5", "0.975, 7.25", "0.6, 1.01"})
    void shouldInvertTheDistributionWhenFreedomIsNotWhole(double probability, double freedom) {
        // When
        double quantile = StudentT.quantile(probability, freedom);
        // Then
        assertThat(StudentT.cumulative(quantile, freedom)).isCloseTo(probability, within(1e-9));
        assertThat(StudentT.cumulative(-quantile, freedom)).isCloseTo(1 - probability, within(1e-9));
    }
}
