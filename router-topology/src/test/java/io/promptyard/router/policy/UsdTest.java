package io.promptyard.router.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class UsdTest {
    @Property
    void shouldSayWhatBigDecimalSaysWhenDigitsAreMany(
            @ForAll @BigRange(min = "-100", max = "100000000000000") @Scale(30) BigDecimal cost) {
        assertThat(Usd.plain(cost)).isEqualTo(cost.stripTrailingZeros().toPlainString());
    }

    @Property
    void shouldSayWhatBigDecimalSaysWhateverTheScale(
            @ForAll @LongRange(min = 0) long digits, @ForAll @IntRange(min = -3, max = 22) int scale) {
        BigDecimal cost = BigDecimal.valueOf(digits, scale);
        assertThat(Usd.plain(cost)).isEqualTo(cost.stripTrailingZeros().toPlainString());
    }

    @Example
    void shouldLeaveNoZeroBehindThePoint() {
        assertThat(Usd.plain(new BigDecimal("0.001200"))).isEqualTo("0.0012");
        assertThat(Usd.plain(new BigDecimal("12.00"))).isEqualTo("12");
        assertThat(Usd.plain(new BigDecimal("0.000000"))).isEqualTo("0");
    }
}
