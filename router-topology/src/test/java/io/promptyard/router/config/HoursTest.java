package io.promptyard.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-10-05T06:59:59Z, false",
        "2026-10-05T07:00:00Z, true",
        "2026-10-05T15:59:59Z, true",
        "2026-10-05T16:00:00Z, false",
        "2026-10-04T10:00:00Z, false",
        "2026-11-02T07:30:00Z, false",
        "2026-11-02T08:00:00Z, true",
    })
    void shouldHoldInLocalTimeWhenWithinADay(Instant now, boolean expected) {
        // Given
        Hours office = hours("09:00", "18:00", Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), BERLIN);
        // When
        boolean hold = office.hold(now);
        // Then
        assertThat(hold).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05T21:59:00Z, false",
        "2026-10-05T22:00:00Z, true",
        "2026-10-06T05:59:00Z, true",
        "2026-10-06T06:00:00Z, false",
        "2026-10-05T03:00:00Z, false",
        "2026-10-06T23:00:00Z, false",
    })
    void shouldCountTheDayOnWhichTheyBeginWhenOverMidnight(Instant now, boolean expected) {
        // Given
        Hours night = hours("22:00", "06:00", Set.of(DayOfWeek.MONDAY), ZoneId.of("UTC"));
        // When
        boolean hold = night.hold(now);
        // Then
        assertThat(hold).isEqualTo(expected);
    }

    @Test
    void shouldCoverOnlyWhatLiesWithin() {
        // Given
        Hours day = hours("08:00", "20:00", Set.of(), BERLIN);
        Hours morning = hours("08:00", "12:00", Set.of(DayOfWeek.MONDAY), BERLIN);
        Hours night = hours("20:00", "08:00", Set.of(), BERLIN);
        // When
        boolean covers = day.cover(morning);
        // Then
        assertThat(covers).isTrue();
        assertThat(morning.cover(day)).isFalse();
        assertThat(day.cover(night)).isFalse();
        assertThat(night.cover(night)).isTrue();
        assertThat(day.cover(hours("08:00", "12:00", Set.of(), ZoneId.of("UTC"))))
                .isFalse();
        assertThat(hours("08:00", "08:00", Set.of(), BERLIN).isNever()).isTrue();
        assertThat(day.isNever()).isFalse();
    }

    private static Hours hours(String from, String to, Set<DayOfWeek> days, ZoneId zone) {
        return new Hours(LocalTime.parse(from), LocalTime.parse(to), days, zone);
    }
}
