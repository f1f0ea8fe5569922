package io.promptyard.standalone.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-23T11:58:30Z",
        "30m, 2026-11-23T11:30:00Z",
        "2h, 2026-11-23T10:00:00Z",
        "7d, 2026-11-16T12:00:00Z",
        "500ms, 2026-11-23T11:59:59.500Z",
        "2026-11-01, 2026-11-01T00:00:00Z",
        "2026-11-01T10:15:00Z, 2026-11-01T10:15:00Z",
        "2026-11-01T10:15:00+02:00, 2026-11-01T08:15:00Z",
        "2026-11-01T10:15Z, 2026-11-01T10:15:00Z",
    })
    void shouldBeThatPointWhenWrittenSo(String text, Instant expected) {
        assertThat(PointInTime.parse(text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2", "h", "-2h", "2w", "2026-13-01", "2026-11-01T10:15:00", "99999999999h"})
    void shouldSayTheRuleWhenItIsNoTime(String text) {
        assertThatThrownBy(() -> PointInTime.parse(text, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be a duration such as 2h or 7d, a date, or a time")
                .hasMessageEndingWith("(got \"" + text + "\")");
    }
}
