package io.promptyard.router.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JudgeBudgetTest {
    private static final Instant NOW = Instant.parse("2026-10-01T12:10:00Z");
    private static final BigDecimal ONE = BigDecimal.ONE;

    private final JudgeBudget budget = new JudgeBudget(new BigDecimal("2"));

    @Test
    void shouldHoldWhatIsExpectedAgainstTheHourUntilTheCostIsKnown() {
        // When
        boolean first = budget.take(ONE, NOW);
        boolean second = budget.take(ONE, NOW);
        boolean third = budget.take(ONE, NOW);
        budget.settle(ONE, BigDecimal.ZERO, NOW);
        // Then
        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(third).isFalse();
        assertThat(budget.take(ONE, NOW)).isTrue();
    }

    @Test
    void shouldCountACostThatIsNotKnownAsWhatWasExpected() {
        // Given
        budget.take(ONE, NOW);
        budget.settle(ONE, null, NOW);
        // Then
        assertThat(budget.take(ONE, NOW)).isTrue();
        assertThat(budget.take(ONE, NOW)).isFalse();
    }

    @Test
    void shouldTakeNothingWhenNobodyKnowsWhatItWouldCost() {
        assertThat(budget.take(null, NOW)).isFalse();
        assertThat(new JudgeBudget(null).take(null, NOW)).isTrue();
    }

    @Test
    void shouldBeginAnewWithTheHour() {
        // Given
        budget.take(new BigDecimal("2"), NOW);
        // Then
        assertThat(budget.take(ONE, NOW.plusSeconds(49 * 60))).isFalse();
        assertThat(budget.take(ONE, NOW.plusSeconds(50 * 60))).isTrue();
    }
}
