package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RetryAfter retryAfter = new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "retry-after, 0, 0",
        "Retry-After, 1.5, 1500",
        "retry-after, ' 12 ', 12000",
        "retry-after-ms, 0.4, 1",
        "x-ms-retry-after-ms, 90, 90",
        "retry-after, 999999999999999, 604800000"
    })
    void shouldReadNumbers(String name, String value, long millis) {
        // When
        Long read = read(name, value);

        // Then
        assertThat(read).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e9", "0x10", "NaN", "1,5", "12s", "99999999999999999999999999"})
    void shouldSayNothingWhenHeaderIsUnreadable(String value) {
        // When
        Long read = read("retry-after", value);

        // Then
        assertThat(read).isNull();
    }

    @Test
    void shouldPreferMillisecondsWhenBothAreGiven() {
        // Given
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add("retry-after", "9").add("retry-after-ms", "40");

        // When
        Long millis = retryAfter.millis(headers);

        // Then
        assertThat(millis).isEqualTo(40);
    }

    @Property(tries = 200)
    void shouldNeverBeNegativeWhenDateIsGiven(@ForAll @IntRange(min = -1_000_000, max = 1_000_000) int seconds) {
        // Given
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));

        // When
        Long millis = read("retry-after", date);

        // Then
        assertThat(millis).isEqualTo(Math.clamp(seconds * 1000L, 0, RetryAfter.LONGEST.toMillis()));
    }

    @Property(tries = 500)
    void shouldNeverThrowNorBeNegativeWhateverTheHeaderHolds(@ForAll String value) {
        // When
        Long millis = read("retry-after-ms", value.replaceAll("[^\\x20-\\x7e]", ""));

        // Then
        assertThat(millis == null || (millis >= 0 && millis <= RetryAfter.LONGEST.toMillis()))
                .isTrue();
    }

    private @Nullable Long read(String name, String value) {
        return retryAfter.millis(MultiMap.caseInsensitiveMultiMap().add(name, value));
    }
}
