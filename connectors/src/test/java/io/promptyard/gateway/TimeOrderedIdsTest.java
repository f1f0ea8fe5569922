package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    @Test
    void shouldMakeUuidsOfVersionSevenInTheOrderOfTime() {
        // Given
        TimeOrderedIds early = at("2026-01-02T03:04:05Z", -1L);
        TimeOrderedIds late = at("2026-01-02T03:04:06Z", 0L);

        // When
        String first = early.get();
        String second = late.get();

        // Then
        assertThat(first)
                .matches("req_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}")
                .isLessThan(second);
        assertThat(Long.parseLong(first.substring(4, 16), 16))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());
    }

    private static TimeOrderedIds at(String instant, long random) {
        return new TimeOrderedIds(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), () -> random);
    }
}
