package io.promptyard.router.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.RetryConfig;
import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class BackoffTest {
    private static final long YEAR = Duration.ofDays(365).toMillis();

    @Property
    void shouldStayWithinItsBoundsWhateverTheConfiguration(
            @ForAll int failures,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long initial,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long max,
            @ForAll boolean jitter,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        // When
        Duration delay = new Backoff(config(initial, max, jitter), () -> random).delay(failures, null);

        // Then
        assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(max));
    }

    @Property
    void shouldWaitAtLeastAsLongAsAskedButNoLongerThanAYear(
            @ForAll long retryAfter, @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        // When
        Duration delay = new Backoff(config(200, 20_000, true), () -> random).delay(1, retryAfter);

        // Then
        long asked = Math.clamp(retryAfter, 0, YEAR);
        assertThat(delay).isBetween(Duration.ofMillis(asked), Duration.ofMillis(asked + 200));
    }

    @Property
    void shouldSpreadOverTheWholeRangeWhenJitterIsFull(
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        // When
        Duration delay = new Backoff(config(200, 20_000, true), () -> random).delay(3, null);

        // Then
        assertThat(delay.toMillis()).isEqualTo((long) (random * 800));
    }

    @Example
    void shouldDoubleUpToTheCapWithoutJitter() {
        // Given
        Backoff backoff = new Backoff(config(200, 1_000, false), () -> 0.5);

        // Then
        assertThat(java.util.stream.IntStream.rangeClosed(1, 5)
                        .mapToObj(failures -> backoff.delay(failures, null).toMillis()))
                .containsExactly(200L, 400L, 800L, 1_000L, 1_000L);
    }

    private static RetryConfig config(long initial, long max, boolean jitter) {
        return new RetryConfig(
                4,
                2,
                Duration.ofMillis(initial),
                Duration.ofMillis(max),
                jitter,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10));
    }
}
