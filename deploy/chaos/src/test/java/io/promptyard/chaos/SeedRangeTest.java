package io.promptyard.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedRangeTest {
    @Test
    void shouldHoldBothEndsWhenItIsARange() {
        assertThat(SeedRange.parse("3-5").stream()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void shouldHoldOneSeedWhenItIsANumber() {
        assertThat(SeedRange.parse("7").stream()).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "5-3", "1-2-3"})
    void shouldSayWhatItGotWhenItIsNeither(String text) {
        assertThatThrownBy(() -> SeedRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
