package io.promptyard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void shouldGiveQuantilesOfWhatWasAnswered() {
        // Given
        Latencies latencies = new Latencies();
        // When
        IntStream.rangeClosed(1, 1_000)
                .forEach(millis -> latencies.answered(Duration.ofMillis(millis).toNanos()));
        latencies.failed();
        Quantiles seen = latencies.quantiles(1_003);
        // Then
        assertThat(seen.p50()).isCloseTo(500, within(1.0));
        assertThat(seen.p90()).isCloseTo(900, within(1.0));
        assertThat(seen.p99()).isCloseTo(990, within(1.0));
        assertThat(seen.max()).isCloseTo(1_000, within(1.0));
        assertThat(seen.answered()).isEqualTo(1_000);
        assertThat(seen.failed()).isEqualTo(3);
        assertThat(latencies.ended()).isEqualTo(1_001);
    }

    @Test
    void shouldKnowNoLatencyWhenNothingWasAnswered() {
        assertThat(new Latencies().quantiles(2))
                .isEqualTo(new Quantiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 2));
    }

    @Test
    void shouldTakeTheMiddleOfRepeats() {
        // Given
        Quantiles quiet = new Quantiles(1, 2, 3, 4, 10, 0);
        Quantiles usual = new Quantiles(2, 4, 9, 12, 10, 0);
        Quantiles busy = new Quantiles(50, 60, 4, 80, 9, 1);
        // When
        Quantiles median = Quantiles.median(List.of(busy, quiet, usual));
        // Then
        assertThat(median).isEqualTo(new Quantiles(2, 4, 4, 80, 29, 1));
        assertThat(Quantiles.median(List.of(1.0, 4.0), each -> each)).isEqualTo(2.5);
        assertThat(Quantiles.median(List.<Double>of(), each -> each)).isNaN();
    }

    @Test
    void shouldSubtractWhatEveryCallHasByItself() {
        assertThat(new Quantiles(52, 53, 55, 60, 1, 0).over(50)).isEqualTo(new Quantiles(2, 3, 5, 10, 1, 0));
    }
}
