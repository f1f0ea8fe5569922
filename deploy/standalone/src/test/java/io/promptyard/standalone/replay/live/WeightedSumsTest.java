package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.Quantiles;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class WeightedSumsTest {
    @Test
    void shouldSpeakOfTheTrafficWhenARareKindIsHalfOfTheSample() {
        // Given: 1,000 prompts that cost 1 and became 0.9, one that cost 1 and became 100; one of each was drawn
        WeightedSum before = new WeightedSum();
        WeightedSum after = new WeightedSum();
        before.add(BigDecimal.ONE, 1_000);
        before.add(BigDecimal.ONE, 1);
        after.add(new BigDecimal("0.9"), 1_000);
        after.add(new BigDecimal("100"), 1);
        // Then
        assertThat(before.value()).isEqualByComparingTo("2");
        assertThat(after.value()).isEqualByComparingTo(new BigDecimal("1.998001998002")); // 2 x 1,000 / 1,001
        assertThat(after.value()).isLessThan(before.value());
    }

    @Test
    void shouldBeThePlainSumExactlyWhenAllStandForEquallyMany() {
        // Given
        WeightedSum sum = new WeightedSum();
        sum.add(new BigDecimal("0.1"), 3.3);
        sum.add(new BigDecimal("0.000000000000000000002"), 3.3);
        // Then
        assertThat(sum.value()).isEqualTo("0.100000000000000000002");
        assertThat(new WeightedSum().value()).isZero();
    }

    @Test
    void shouldTakeQuantilesOfTheTrafficRatherThanOfTheSample() {
        // Given
        WeightedQuantiles even = new WeightedQuantiles();
        WeightedQuantiles rare = new WeightedQuantiles();
        for (int value = 1; value <= 100; value++) {
            even.add(value, 2.5);
            rare.add(value, value > 50 ? 0.01 : 1);
        }
        // Then
        assertThat(even.quantiles()).isEqualTo(new Quantiles(100, 50, 90, 95, 99));
        assertThat(rare.quantiles().p50()).isEqualTo(26);
        assertThat(rare.quantiles().p99()).isEqualTo(50);
        assertThat(new WeightedQuantiles().quantiles()).isEqualTo(Quantiles.NONE);
    }
}
