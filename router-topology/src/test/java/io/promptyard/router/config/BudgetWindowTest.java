package io.promptyard.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "MINUTE, 2026-10-28T10:20:00Z, 2026-10-28T10:21:00Z",
        "HOUR, 2026-10-28T10:00:00Z, 2026-10-28T11:00:00Z",
        "DAY, 2026-10-27T23:00:00Z, 2026-10-28T23:00:00Z",
        "WEEK, 2026-10-25T23:00:00Z, 2026-11-01T23:00:00Z",
        "MONTH, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
        "EVER, 1970-01-01T00:00:00Z, 9999-12-31T00:00:00Z"
    })
    void shouldFollowTheCalendarOfItsZone(BudgetWindow window, Instant start, Instant end) {
        Instant at = Instant.parse("2026-10-28T10:20:30Z");
        assertThat(window.start(at, BERLIN)).isEqualTo(start);
        assertThat(window.end(at, BERLIN)).isEqualTo(end);
    }

    @Test
    void shouldBeAsLongAsTheDayIsWhenTheClockChanges() {
        // Given
        Instant at = Instant.parse("2026-10-25T10:00:00Z");
        // When
        Duration length = Duration.between(BudgetWindow.DAY.start(at, BERLIN), BudgetWindow.DAY.end(at, BERLIN));
        // Then
        assertThat(length).isEqualTo(Duration.ofHours(25));
    }
}
