package io.promptyard.standalone.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long nanos = 1_000;

    @Test
    void shouldSpreadEvenlyWhenManyComeAtOnce() {
        // Given
        Pace pace = Pace.of(50, Duration.ofSeconds(1), () -> nanos, wait -> nanos += wait);
        long begun = nanos;
        // When
        for (int i = 0; i < 500; i++) {
            pace.await();
        }
        // Then: the first goes at once
        assertThat(Duration.ofNanos(nanos - begun)).isEqualTo(Duration.ofMillis(499 * 20));
    }

    @Test
    void shouldNotCatchUpWhenItWasLate() {
        // Given
        Pace pace = Pace.of(10, Duration.ofSeconds(1), () -> nanos, wait -> nanos += wait);
        pace.await();
        nanos += Duration.ofMinutes(1).toNanos();
        pace.await();
        long late = nanos;
        // When
        pace.await();
        // Then
        assertThat(Duration.ofNanos(nanos - late)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void shouldWaitOnWhenTheWaiterReturnsEarly() {
        // Given
        Pace pace = Pace.of(1, Duration.ofSeconds(1), () -> nanos, wait -> nanos += Math.max(1, wait / 2));
        pace.await();
        long begun = nanos;
        // When
        pace.await();
        // Then
        assertThat(nanos - begun).isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }
}
