package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.Quantiles;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "0;$0",
                "0.000000;$0",
                "1;$1.00",
                "26.394;$26.39",
                "1234567.891;$1,234,567.89",
                "0.0012345678;$0.001235",
                "-3.5;−$3.50",
                "-0.25;−$0.25"
            })
    void shouldShowWhatSaysSomethingWhenMoneyIsLargeOrSmall(BigDecimal usd, String words) {
        assertThat(Words.usd(usd)).isEqualTo(words);
    }

    @Test
    void shouldSayOfHowManyPromptsATimeIsWhereNotOfAll() {
        assertThat(Words.millis(1_200, new Quantiles(40, 1_200, 2_000, 2_100, 2_200), 40))
                .isEqualTo("1.20 s");
        assertThat(Words.millis(1_200, new Quantiles(3, 1_200, 2_000, 2_100, 2_200), 1_040))
                .isEqualTo("1.20 s (3 of 1,040)");
        assertThat(Words.millis(Double.NaN, Quantiles.NONE, 7)).isEqualTo("– (0 of 7)");
    }

    @Test
    void shouldSayNothingWhenAFigureIsNotKnown() {
        assertThat(Words.usd(null)).isEqualTo("–");
        assertThat(Words.number(Double.NaN)).isEqualTo("–");
        assertThat(Words.millis(Double.NaN)).isEqualTo("–");
        assertThat(Words.percent(Double.NaN)).isEqualTo("–");
        assertThat(Words.change(BigDecimal.ZERO, BigDecimal.ONE)).isEmpty();
        assertThat(Words.target(null)).isEqualTo("refused");
    }

    @Test
    void shouldKeepSignsWhenItIsADifference() {
        assertThat(Words.change(new BigDecimal("8"), new BigDecimal("6"))).isEqualTo("−25.0 %");
        assertThat(Words.change(new BigDecimal("8"), new BigDecimal("10"))).isEqualTo("+25.0 %");
        assertThat(Words.signed(-0.0001)).isEqualTo("0.000");
        assertThat(Words.difference(new BigDecimal("0.5"))).isEqualTo("+$0.5");
        assertThat(Words.millis(1_234)).isEqualTo("1.23 s");
        assertThat(Words.millis(999)).isEqualTo("999 ms");
    }
}
