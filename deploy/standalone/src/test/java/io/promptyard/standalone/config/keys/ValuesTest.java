package io.promptyard.standalone.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Property(tries = 200)
    void shouldReadDurationsInEveryUnit(@ForAll @IntRange(max = 1_000_000) int amount) {
        // When
        var read = Values.duration(amount + "ms");
        // Then
        assertThat(read).contains(Duration.ofMillis(amount));
        assertThat(Values.duration(amount + "s")).contains(Duration.ofSeconds(amount));
        assertThat(Values.duration(amount + "m")).contains(Duration.ofMinutes(amount));
        assertThat(Values.duration(amount + "h")).contains(Duration.ofHours(amount));
        assertThat(Values.duration(amount + "d")).contains(Duration.ofDays(amount));
    }

    @Property(tries = 200)
    void shouldReadDecimalsExactly(@ForAll @BigRange(min = "0", max = "100000") @Scale(12) BigDecimal value) {
        // When
        var read = Values.decimal(value.toPlainString());
        // Then
        assertThat(read).contains(value);
    }

    @Property(tries = 500)
    void shouldNeverThrowOnAnyText(@ForAll String text) {
        // When
        var read = Stream.of(Values.duration(text), Values.decimal(text), Values.size(text), Values.whole(text));
        // Then
        assertThat(read).doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "ms", "-1s", "1.5s", "10 s", "1e3s", "99999999999999s", "10w"})
    void shouldRefuseWhatIsNoDuration(String text) {
        // When
        var read = Values.duration(text);
        // Then
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "0x10", "1.2.3", "", "-", "1,5", "NaN"})
    void shouldRefuseWhatIsNoDecimal(String text) {
        // When
        var read = Values.decimal(text);
        // Then
        assertThat(read).isEmpty();
    }

    @Property(tries = 200)
    void shouldWriteWhatItReads(@ForAll @IntRange(min = 1) int amount) {
        // When
        String duration = Values.written(Duration.ofMillis(amount));
        String size = Values.writtenSize(amount);
        // Then
        assertThat(Values.duration(duration)).contains(Duration.ofMillis(amount));
        assertThat(Values.size(size)).contains(amount);
    }

    @ParameterizedTest
    @CsvSource({"PT0.2S,200ms", "PT90S,90s", "PT2M,2m", "PT1H,1h", "P7D,7d"})
    void shouldWriteADurationInItsLargestUnit(Duration duration, String text) {
        // When
        String written = Values.written(duration);
        // Then
        assertThat(written).isEqualTo(text);
    }
}
