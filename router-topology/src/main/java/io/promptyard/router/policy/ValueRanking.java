package io.promptyard.router.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Expected cost less what the predicted quality is worth, USD, at a stated price for a hundredth of quality. Not known without a
 * cost.
 */
record ValueRanking(BigDecimal usdPerPoint) implements Ranking {
    private static final double POINTS = 100;

    @Override
    public @Nullable Double of(Assessed each, Terms terms) {
        return each.cost() == null
                ? null
                : each.cost().doubleValue() - each.qualityOrZero() * POINTS * usdPerPoint.doubleValue();
    }

    @Override
    public double slack(double least) {
        return 0;
    }

    @Override
    public String say(double figure) {
        return "net "
                + BigDecimal.valueOf(Math.round(figure * 1e6), 6)
                        .stripTrailingZeros()
                        .toPlainString() + " USD";
    }
}
