package io.promptyard.router.replay.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures without what floating point adds to them: 0.3 for 0.30000000000000004. Pure. */
final class Digits {
    /** More than any figure is good for, less than what rounding reaches. */
    private static final MathContext KEPT = new MathContext(12, RoundingMode.HALF_EVEN);

    private Digits() {}

    /** As it is where it is no number. */
    static double of(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(KEPT).doubleValue() : value;
    }

    static @Nullable Double of(@Nullable Double value) {
        return value == null ? null : Double.valueOf(of(value.doubleValue()));
    }
}
