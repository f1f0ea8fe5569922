package io.promptyard.router.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void shouldHoldNoneOfWhatFloatingPointAddsToAFigure() {
        // When
        Estimate estimate = new Estimate(0.1 + 0.2, 0.7 - 0.6, 0.1 * 3 + 0.6, 0.95, 1, 0, "m");
        // Then
        assertThat(estimate.value()).isEqualTo(0.3);
        assertThat(estimate.low()).isEqualTo(0.1);
        assertThat(estimate.high()).isEqualTo(0.9);
        assertThat(new ScorerFigures.Agreement(3, 0.1 + 0.2, Double.NaN).kappa())
                .isNaN();
    }
}
