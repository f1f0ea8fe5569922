package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrustTest {
    @Test
    void shouldBelieveNothingWhenLittleIsKnown() {
        // Then
        assertThat(Trust.of(0, "en")).isZero();
        assertThat(Trust.of(Trust.STRANGE, "en")).isZero();
        assertThat(Trust.of(Double.NaN, "en")).isZero();
    }

    @Test
    void shouldBelieveAllWhenMostIsKnown() {
        // Then
        assertThat(Trust.of(Trust.FAMILIAR, "en")).isEqualTo(1);
        assertThat(Trust.of(1, "und")).isEqualTo(1);
    }

    @Test
    void shouldRiseInAStraightLineBetween() {
        // Then
        assertThat(Trust.of((Trust.STRANGE + Trust.FAMILIAR) / 2, "en")).isCloseTo(0.5, within(1e-9));
        assertThat(Trust.of(0.4, "en")).isLessThan(Trust.of(0.41, "en"));
    }

    @Test
    void shouldBelieveHalfWhenTheLanguageIsAnother() {
        // Then
        assertThat(Trust.of(1, "de")).isEqualTo(0.5);
        assertThat(Trust.of(0.1, "de")).isZero();
    }
}
